"""The tables in forms that other programs open: a workbook, a database, a web site."""
