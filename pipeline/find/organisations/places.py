"""Places that stand where bodies stand, in lists and behind prepositions, and are none.

States by their names in general use and the adjectives of those that sign most agreements, compiled by hand from
ISO 3166-1; cities: capitals, and those with more than about three million people or a seat of international bodies, from
memory of any atlas. A place that is missing costs a wrong name at most where a list of bodies has it.
"""

STATES = frozenset(
    name.strip()
    for name in """
    Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados,
    Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and Herzegovina, Botswana, Brazil, Brunei, Brunei Darussalam, Bulgaria, Burkina Faso, Burundi, Cambodia,
    Cameroon, Canada, Cape Verde, Chad, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czechia, Czech Republic,
    Denmark, Djibouti, Dominica, Dominican Republic, East Timor, Timor-Leste, Ecuador, Egypt, El Salvador, England, Eritrea, Estonia, Eswatini, Ethiopia, Faroe Islands, Fiji,
    Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Great Britain, Greece, Greenland, Grenada, Guatemala, Guinea, Guyana, Haiti, Honduras, Hong Kong,
    Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Korea, Kosovo,
    Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Macau, Madagascar, Malawi, Malaysia,
    Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Micronesia, Moldova, Monaco, Mongolia, Montenegro, Morocco, Mozambique, Myanmar,
    Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Northern Ireland, Norway, Oman, Pakistan, Palau,
    Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar, Republic of Korea, Romania, Russia, Rwanda,
    Samoa, San Marino, Saudi Arabia, Scotland, Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia,
    South Africa, South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Thailand, Togo,
    Tonga, Trinidad and Tobago, Tunisia, Turkey, Türkiye, Turkmenistan, Tuvalu, UAE, UK, US, USA, U.K., U.S., U.S.A., Uganda, Ukraine, United Arab Emirates,
    United Kingdom, United States, United States of America, Uruguay, Uzbekistan, Vanuatu, Vatican, Venezuela, Vietnam, Viet Nam, Wales, Yemen, Zambia, Zimbabwe, ROK
    """.split(",")
)

REGIONS = frozenset(
    """Africa America Americas Antarctica Arctic Asia Asia-Pacific Atlantic Balkans Baltic Benelux Caribbean Caucasus Eurasia Europe Gulf Indo-Pacific Mediterranean
    Oceania Pacific Scandinavia EU ASEAN G7 G20 Earth Moon Mars Svalbard California Texas Quebec Ontario Alberta Queensland Tasmania Victoria Flanders Wallonia Bavaria Saxony Catalonia
    Hokkaido Tohoku Kansai Kyushu Okinawa""".split()
)

CITIES = frozenset(
    name.strip()
    for name in """
    Aberdeen, Abu Dhabi, Abuja, Accra, Addis Ababa, Adelaide, Ahmedabad, Algiers, Amman, Amsterdam, Ankara, Antwerp, Athens, Atlanta, Auckland, Austin, Baghdad, Bangalore,
    Bangkok, Barcelona, Basel, Beijing, Belfast, Belgrade, Bengaluru, Bergen, Berlin, Bern, Birmingham, Bogotá, Bogota, Bologna, Bonn, Boston, Brasília, Brasilia, Bratislava,
    Brisbane, Bristol, Brussels, Bucharest, Budapest, Buenos Aires, Busan, Cairo, Calgary, Cambridge, Canberra, Cape Town, Caracas, Cardiff, Chennai, Chicago,
    Cologne, Colombo, Copenhagen, Cork, Daejeon, Dallas, Darmstadt, Delhi, Denver, Detroit, Dhaka, Doha, Dresden, Dubai, Dublin, Düsseldorf, Edinburgh, Eindhoven, Espoo,
    Essen, Frankfurt, Fukuoka, Fukushima, Geneva, Genoa, Ghent, Glasgow, Gothenburg, Grenoble, Groningen, Hamburg, Hanoi, Hannover, Havana, Helsinki, Hiroshima,
    Ho Chi Minh City, Houston, Hsinchu, Hyderabad, Incheon, Islamabad, Istanbul, Jakarta, Jeddah, Jerusalem, Johannesburg, Kabul, Karachi, Karlsruhe, Kathmandu, Kawasaki, Khartoum,
    Kigali, Kitakyushu, Kobe, Kolkata, Kuala Lumpur, Kuwait City, Kyiv, Kyoto, Lagos, Lausanne, Leeds, Leipzig, Leuven, Lima, Lisbon, Liverpool, Ljubljana, London, Los Angeles, Lucknow, Lund, Lyon,
    Madrid, Malmö, Manchester, Manila, Marseille, Melbourne, Mexico City, Miami, Milan, Minneapolis, Minsk, Montevideo, Montreal, Montréal, Moscow, Mumbai, Munich, Muscat, Nagoya,
    Nairobi, Nantes, Naples, New Delhi, New York, Nice, Nicosia, Nur-Sultan, Astana, Osaka, Oslo, Ottawa, Oxford, Paris, Perth, Philadelphia, Phnom Penh, Pittsburgh, Porto, Prague,
    Pretoria, Pune, Pusan, Québec City, Quito, Rabat, Reykjavik, Reykjavík, Riga, Rio de Janeiro, Riyadh, Rome, Rotterdam, San Diego, San Francisco, San José, Santiago, Santo Domingo, São Paulo, Sao Paulo,
    Sapporo, Sarajevo, Seattle, Sendai, Seoul, Seville, Shanghai, Sheffield, Shenzhen, Sofia, Southampton, St Petersburg, Stavanger, Stockholm, Stuttgart, Sydney, Taipei, Tallinn, Tashkent,
    Tbilisi, Tehran, Tel Aviv, The Hague, Tokyo, Toronto, Toulouse, Tripoli, Tromsø, Trondheim, Tsukuba, Tunis, Turin, Uppsala, Utrecht, Valencia, Vancouver, Vienna, Vientiane, Vilnius,
    Warsaw, Washington, Washington DC, Wellington, Windsor, Winnipeg, Yokohama, York, Zagreb, Zurich, Zürich
    """.split(",")
)

NATIONALITIES = frozenset(
    """
    African American Arab Argentine Argentinian Asian Australian Austrian Belgian Brazilian British Bulgarian Canadian Chilean Chinese Colombian Croatian Czech
    Danish Dutch Egyptian Emirati English Estonian European Finnish Flemish French German Greek Hungarian Icelandic Indian Indonesian Irish Israeli Italian Japanese Kazakh Kenyan Korean
    Latvian Lithuanian Malaysian Mexican Moroccan Nigerian Nordic Norwegian Omani Pakistani Peruvian Philippine Filipino Polish Portuguese Qatari Romanian Russian Saudi Scandinavian Scottish
    Serbian Singaporean Slovak Slovenian South Spanish Swedish Swiss Taiwanese Thai Turkish Ukrainian Vietnamese Welsh
    """.split()
)

MONTHS_AND_DAYS = frozenset(
    """January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun Christmas Easter Q1 Q2 Q3 Q4 H1 FY""".split()
)


def is_place(words: str) -> bool:
    """Whether words are a state, a region or a well-known city and nothing more."""
    return words in STATES or words in REGIONS or words in CITIES
