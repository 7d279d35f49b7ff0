"""Words that make English names of organisations: what such names end in, begin with, and are not.

The lists were compiled by hand: institutional nouns and the subjects of ministries from the names of the departments
and agencies of the United Kingdom, the United States, Canada, Australia, the European Union, Japan, Korea, India, Singapore
and the Gulf states as their governments list them; legal forms from the company law of the same states.
"""

import re

HEADS = frozenset(
    """
    Academy Administration Agency Alliance Association Authority Bank Board Bureau Centre Center Chamber Cluster
    Coalition College Commission Committee Company Confederation Conservancy Consortium Corporation Council Department
    Directorate Directorate-General Embassy Federation Foundation Government Hospital Inspectorate Institute Institutes
    Institution Institutions Laboratories Laboratory Ministry Observatory Office Organisation Organization Parliament
    Polytechnic Registry Secretariat Service Society Subcommittee Syndicate Taskforce Treasury Union University
    Consulate Consulate-General Museum Gallery Library Université Universität Universiteit Universitet Yliopisto
    """.split()
)
"""A capitalised name that ends in one, or goes on from one with "of", "for" or "on", names a body."""

PLURALS = frozenset({f"{head[:-1]}ies" if head.endswith("y") else f"{head}s" for head in HEADS} - HEADS)
"""Government Agencies, Research Councils: sorts of bodies, not one."""

HEAD_PHRASES = frozenset(
    {
        "Task Force",
        "Working Group",
        "Working Party",
        "General Assembly",
        "National Assembly",
        "Federal Assembly",
        "Health Assembly",
        "Directorate General",
        "Advisory Group",
        "Expert Group",
        "Steering Group",
        "Contact Group",
        "Study Group",
        "Coordination Group",
        "International Network",
        "Global Network",
        "European Network",
        "Joint Undertaking",
        "Eu Delegation",
        "Union Delegation",
        "International Fund",
        "Monetary Fund",
        "Wealth Fund",
        "Climate Fund",
        "Global Fund",
        "Geological Survey",
        "Soil Survey",
        "Antarctic Survey",
        "Ordnance Survey",
    }
)
"""The same for two words."""

FIRST_HEADS = frozenset(
    """Academy Administration Agency Alliance Coalition Consortium Association Authority Bank Board Bureau Centre Center Chamber College Commission
    Committee Confederation Council Department Directorate Directorate-General Embassy Federation Foundation Government
    Inspectorate Institute Institutes Institution Laboratory Ministry Office Organisation Organization Parliament
    Secretariat Society Taskforce Union University Consulate Consulate-General Museum""".split()
)
"""Those that a complement may follow: Ministry of …, Institutes for …, Committee on …."""

TITLES = frozenset("Prof Professor Dr Mr Mrs Ms Sir Dame".split())
"""What stands before a person's name and nothing else."""

ON_HEADS = frozenset(
    {
        "Committee",
        "Commission",
        "Council",
        "Board",
        "Group",
        "Party",
        "Force",
        "Panel",
        "Taskforce",
        "Subcommittee",
        "Office",
    }
)
"""Those whose name may say what they are on; elsewhere "on" begins something else: … Agency on the Next Phase."""

MISSIONS = frozenset({"Embassy", "Consulate", "Consulate-General", "Delegation", "Chamber"})
"""Heads whose names go on with "to" or "in" and a state: Embassy of Canada to Japan, Chamber of Commerce in Korea."""

OFFICES = frozenset({"Secretariat", "Bureau", "Directorate", "Division", "Section", "Office", "Department"})
"""Parts of a body that are named "of the" body: the body is the mention."""

OFFICE_BEHIND = re.compile(
    r"^(?:\s[A-Z][\w'&-]*)*\s(?:Department|Office|Division|Section|Unit|Team|Desk|Branch|Bureau)$"
)
"""A part named behind its body: NASA Public Affairs Office."""

PART_HEADS = frozenset(
    {"Department", "School", "Faculty", "Division", "College", "Centre", "Center", "Institute", "Laboratory"}
)
"""What a university or a body has inside itself; named with its parent, the parent is the mention."""

# Modifiers that every body has one of: a name made of these alone names none.
GENERIC = frozenset(
    """
    A Ad Advisory All Annual Any Applicable Both Business Central Competent Contact Coordinating Coordination Corporate
    Data Designated Development Dedicated Each Every Executive Expert Federal First Foreign Former General Governing
    Government Head Home Hoc Host Implementing Industry International Intergovernmental Interim Joint Lead Leading
    Liaison Local Management Main Media National New Operating Organising Organizing Other Our Partner Press Private
    Project Provincial Public Regional Registered Regulatory Relevant Research Responsible Review Second Senior
    Standing State Steering Strategic Subsidiary Supervisory Technical Their Trade Visitor Working World-Class
    Conference Convention Exhibition Call Shopping Sports Community Data Event Media Contact Welcome Learning Test
    Participating Cooperating Collaborating Contracting
    """.split()
)

# Words with which capitals begin a sentence or a clause, or that titles capitalise: no name begins with one.
STOPS = frozenset(
    """
    A About According Additionally After Against All Also Although Am An And Any As At Based Because Before Both But By
    Concerning Despite During Each Every Following For From Furthermore Further Given He Her His However I If In Including Into
    Is It Its Last Later Like Meanwhile Moreover More Next No Nor Not Now Of On Once One Or Other Our Over Per Regarding
    She Since So Some Such Than That The Their Them Then There These They This Those Through Thus To Today Together Two
    Three Under Until Upon Via We When Where Whereas Which While Who With Within Without Yesterday You Your Between
    Across Among Alongside Together Contact Contacts Website Signed Signing Sign Signs Launch Launches Launched Announce
    Announces Announced Announcing Join Joins Joined Agree Agrees Agreed Welcome Welcomes Welcomed Establish Establishes
    Partner Partners Strengthen Strengthens Deepen Deepens Expand Expands Support Supports Advance Advances Accelerate
    Conclude Concludes Enter Enters Begin Begins Build Builds Create Creates Visit Visits Meet Meets Member Members
    Copyright Rights Reserved Download Share Home Subscribe Tel Email Fax Address Photo Image Caption Source Note Notes Re See Cc Attn Chair Chaired Organised Hosted Funded Led Participants Parties Signatories
    """.split()
)

NUMERALS = frozenset({"One", "Two", "Three", "First"})
"""Stops at the start of a sentence, and words of a name inside one: First Solar, High Speed Two."""

COMPASS = frozenset(
    "North South East West Northern Southern Eastern Western Northeast Northwest Southeast Southwest".split()
)

# Posts: the words around them name a person, not a body.
POSTS = frozenset(
    """
    Ambassador Attaché Captain Chair Chairman Chairperson Chairwoman Chancellor Chief CEO CFO CTO COO CSO Commissioner
    Counsellor Counselor Dean Delegate Deputy Director Directors Director-General Dr Envoy Executive Excellency Fellow
    General Governor Head Hon Honourable Honorable Lady Lord Madam Manager Minister Ministers Mr Mrs Ms Officer Parliamentary
    Premier President Prime Principal Prof Professor Provost Rector Representative Secretary Senator Sir Spokesperson
    H.E H.E. Shri Smt Dame Rt Sister Brother Father Reverend Rev Rabbi Bishop Cardinal Prince Princess King Queen Judge Justice Colonel Admiral Under-Secretary Undersecretary Vice Vice-Chancellor Vice-Minister Vice-President Commissioner
    """.split()
)
IN_POST = re.compile(
    r"(?:Minister|Ministers|Secretary|Secretaries|Under-Secretary|Undersecretary)\s+(?:of|for|to)\s+(?:the\s+)?"
    r"(?:[A-Z][\w'-]*(?:,?\s+(?:and\s+|of\s+|for\s+|the\s+)*))*$"
)
"""The words before a name that is part of a minister's title."""
MINISTER = re.compile(
    r"(?:Minister|Ministers|Secretary|Secretaries|Under-Secretary|Undersecretary)\s+(?:of|for|to)\s+(?:the\s+)?$"
)

# Subjects that are joined by "and" and commas inside one name: Trade and Industry; Culture, Sports, Science and Technology.
SUBJECTS = frozenset(
    """
    Advanced Aeronautics Aerospace Affairs Agricultural Agriculture Aquaculture Arts Astronautics Astronomy Atmospheric Atomic
    Aviation Battery Biodiversity Biological Biology Biotechnology Border Borders Building Business Carbon Cell Chemical
    Chemistry Citizenship Civil Clean Climate Coal Commerce Commercial Communication Communications Communities Corruption Crime
    Competition Computer Computing Conservation Construction Consumer Cooperation Cultural Culture Customs Cyber Defence
    Defense Development Digital Disaster Earth Ecology Economic Economics Economy Education Efficiency Electric Electrical
    Electricity Electronic Electronics Emergency Emerging Employment Energy Engineering Enterprise Entrepreneurship
    Environment Environmental Equality Exploration Export External Family Finance Financial Fiscal Fisheries Fishery Food
    Foreign Forest Forestry Fuel Fusion Gas Genomics Geology Geosciences Global Goods Government Health Heritage Higher Home
    Housing Human Humanitarian Humanities Hydrogen Immigration Income Industrial Industries Industry Information
    Infrastructure Innovation Insurance Integration Intelligence Intellectual Interior Internal  Investment
    Justice Knowledge Labor Labour Land Lands Learning Livestock  Logistics Manufacturing Marine Maritime Market Markets Materials
    Mathematics Measurement Medical Medicine Medicines Metals Meteorology Metrology Mineral Minerals Mines Mining Mobility Molecular
     Natural Net New Nuclear Nutrition Ocean Oceanic Oceanography Oceans Oil Parks Petroleum Pharmaceutical Pharmaceuticals
    Physical Physics Planning Plasma Policy Ports Power Prevention Procurement Production Productivity Property Protection Public Quantum
    Radiation Radiological Rail Reconstruction Recycling Reform  Regulation Relations Renewable Renewables Research Resource
    Resources Revenue Robotics Rural Safety Sanitation Science Sciences Scientific Securities Security Semiconductor Semiconductors
    Services Shipping Skills Small Social Society Solar Space Sport Sports Standards Statistics Steel Storage
    Strategy Supply Sustainability Sustainable Taxation Technical Technological Technologies Technology
    Telecommunications Testing Tourism Trade Training Transition Transport Transportation Treasury
    Urban Vocational Water Welfare Wildlife Wind Women Work Works Youth Zero
    Content Animal Animals Antiquities Audit Biosecurity Broadcasting Budget Change Chemicals Children Cities Cooperatives Countryside Data Drug Drugs Elderly Emergencies Employees Enterprises Equalities
    Families Fertilizers Flood Freight Frontier Green Growth Harbour Harbours Hazard Highways Hydrocarbons ICT Investments Irrigation Islands Lakes Language Languages Local Media Metal Minorities Minority
    Networks Parliamentary Pensions Pest Petrochemicals Plant Plants Port Post Posts Preparedness Privatisation Privatization Quarantine Railway Railways Relief Response Rivers Roads Sea Seas Seed Seeds
    Settlement Settlements SMEs Soil Startups Student Students Sugar Talent Telecom Textiles Traffic Treatment Tribal Veterans Veterinary Waste Waterways Waterworks Weather Wellbeing Well-being
    """.split()
)

SUBSIDIARY = frozenset(
    """
    Solutions Systems Technologies Technology Engineering Research Energy Power Renewables Digital Capital Ventures Ventures Partners Participations Investments Investment Assurance
    Insurance Bank Finance Leasing Services Logistics Shipping Trading Chemicals Materials Electronics Semiconductor Semiconductors Mobility Rail Aerospace Defence Defense Marine Space
    Networks Telecom Software Consulting Construction Development Healthcare Pharma Biologics Diagnostics Labs Laboratories Foods Group Holding Holdings International Global
    Europe Japan Asia America Americas Africa Australia Canada China India Korea France Deutschland Germany Italia Italy España Iberia Nordic UK USA Pacific Singapore
    """.split()
)
"""What a company's name goes on to in the names of companies of its group; compiled by hand from lists of subsidiaries in annual reports."""

COMMON_ACRONYMS = frozenset(
    """
    AC AI AMR API AR BWR CCS CCU CCUS CO2 CPU DAC DC DNA EPC ESG EUV EV EVs FAQ FEED FID GHG GNSS GPS GPU GW HPC HR HTS HVDC ICT IoT IP IPO IT LLM LLMs
    LNG ML MRI mRNA MW NLP PCR PNT PPP PR PV PWR QA Q&A R&D RNA SAF SDG SDGs SME SMEs SMR SMRs STEM TRL UAS UAV VC VR XR 5G 6G
    """.split()
)
"""What has letters for a name and is a technology, a sort of contract or the like."""

PLACES_WITH_BODIES = frozenset("Port City Isle State Province County Bay Commonwealth".split())
"""Places named with "of" that a body's name may begin with: Port of Rotterdam Authority."""

NEVER_JOINED = frozenset(
    "Ministry University College Company Corporation Embassy Government Parliament Hospital Bank Treasury".split()
)
"""Heads before which "and" stands between two names: the Academy and Oxford University."""

JOINED_BY_GIVERS = frozenset({"Foundation"})
"""Heads that two persons' names stand before: the Knut and Alice Wallenberg Foundation."""

SUBJECT_ADJECTIVE = re.compile(r"^[A-Z][a-z]+(?:ic|al|ar|ary|ine|ime|ive|ous|ean)$")
"""Adjectives alone: what follows them and a noun are one phrase."""

SUBJECT_ENDING = re.compile(
    r"^[A-Z][a-z]+(?:ic|ics|al|ar|ary|ine|ime|ive|ous|ean|tion|sion|ment|ance|ence|ology|graphy)$"
)
"""Adjectives and abstract nouns that are joined like subjects: Maritime and Hydrographic, Promotion and Authorisation."""

# A capitalised phrase that ends in one of these is a thing, a text, an event or a plan, and no body.
NOT_HEADS = frozenset(
    """
    Accord Accords Act Action Agenda Agreement Agreements Aim Aims Announcement Annex Arrangement Article Award Bill Campus
    Challenge Charter Charters Code Collaboration Commitment Communique Communiqué Conference Congress Convention Cooperation
    Declaration Deal Decision Demonstration Dialogue Directive Event Exhibition Expo Facility Festival Framework Goal
    Goals Guidance Guideline Guidelines Initiative Intent Law Letter Manifesto Meeting Memorandum Mission Missions MoC
    MOC MOU MoU LOI LoI NDA Objective Objectives Offshore Order Pact Paper Partnership Pathway Phase Pilot Plan Plans Platform Plant
    Policy Pledge Principles Prize Procedure Process Program Programme Programmes Programs Project Projects Protocol
    Reactor Release Report Resolution Review Roadmap Roundtable Rules Scheme Seminar Session Show Site Standard
    Statement Strategy Summit Superpower Symposium System Talks Target Targets Taskforce-led Test Treaty Understanding
    Vision Visit Webinar Week White Workshop Year Zone Minister President Chairman Contact Contacts Editors Media
    Development Deployment Engagement Sharing Awareness Exchange Innovation Activities Areas Area Scope Purpose Background
    Measure Measures Regulation Regulations
    Overview Quotes Notes Summary Next Steps Deliverables Overview Signatories Participants Attendees Term Duration
    Inquiries Enquiries Instrument Sovereignty Module Telescope Accelerator Collider Synchrotron Torus Satellite Rover Lander
    Spacecraft Vessel Rocket Testbed Fellowship Fellowships Scholarship Scholarships Medal Lecture Lectures Professorship
    Headquarters Growth Economy Sector Ecosystem Team Award Community
    """.split()
)

PLACES = frozenset(
    """
    Airport Base Bay Building Cape Channel City Coast Corridor County Farm Field Gulf Harbor Harbour Hotel Island Islands Lake
    Mine Ocean Park Peninsula Pipeline Port Prefecture Province Region River Sea Station Strait Terminal Tower Valley Chain
    Supply
    """.split()
)
"""Last words of places and installations; inside a name they are as good as others (Port Authority, Deep Sea Council)."""

LEGAL_FORM = re.compile(
    r"""(?:
        Co\.?,?\s?(?:,\s?)?Ltd(?![A-Za-z0-9])\.? | Company,?\s+(?:Limited|Ltd(?![A-Za-z0-9])\.?|Inc(?![A-Za-z0-9])\.?) | Pte\.?\s?Ltd(?![A-Za-z0-9])\.? | Pty\.?\s?(?:Ltd(?![A-Za-z0-9])\.?|Limited) |
        Sdn\.?\s?Bhd(?![A-Za-z0-9])\.? | Limited\s+Partnership | GmbH(?:\s?&\s?Co\.?\s?KG(?:aA)?)? | gGmbH | KGaA | Inc(?![A-Za-z0-9])\.? | INC(?![A-Za-z0-9])\.? | LTD(?![A-Za-z0-9])\.? | CO\.,?\s?LTD(?![A-Za-z0-9])\.? | CORPORATION | LIMITED | Incorporated | Ltd(?![A-Za-z0-9])\.? | Limited | LLC | L\.L\.C\. | LLP |
        L\.P\. | plc | PLC | Corp(?![A-Za-z0-9])\.? | Corporation | Holdings | S\.p\.A\. | SpA | S\.r\.l\. | S\.A\.S\. | SAS | S\.A\. | SA |
        d\.o\.o\. | d\.d\. | s\.r\.o\. | a\.s\. | Sp\.\sz\so\.o\. | Kft\. | Zrt\. | Nyrt\. | OÜ | UAB | Ltda\. | Tbk | S\.A\.\sde\sC\.V\. |
        S\.E\. | SE | (?<=[a-z]\s)AS | ApS | N\.V\. | NV | B\.V\. | BV | A/S | ASA | AB | AG | Oyj? | K\.K\. | KK | Bhd(?![A-Za-z0-9])\.? | P?JSC | e\.V\.
    )(?![A-Za-z0-9])""",
    re.VERBOSE,
)
"""Legal forms of companies as they stand behind a name."""

PREFIXED = re.compile(r"(?<![\w:])(?<!AM )(?<!PM )PT\.? [A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){1,4}(?: Tbk)?(?!\w)")
"""Indonesian companies, whose legal form stands before the name."""

STANDARDS = re.compile(
    r"(?<![A-Za-z/])(?:ISO/IEC JTC|(?:ISO|IEC|ISO/IEC|CEN|CENELEC|CEN/CLC)[/ ](?:TC|JTC|PC)) ?\d+(?:/(?:SC|WG) ?\d+){0,2}(?!\d)"
)
"""Committees of the standards bodies by their numbers: ISO/IEC JTC 1/SC 27, IEC TC 62."""

ROLE_OF = re.compile(
    r"\b(?:CEO|CTO|CFO|COO|Chief\s+\w+(?:\s+\w+)?\s+Officer|President|Chair(?:man|woman|person)?|Chief\s+Executive|Director(?:[- ]General)?|Managing\s+Director|"
    r"Head|Vice[- ]President|Manager|Founder|Co-[Ff]ounder|Spokesperson|Chief\s+\w+|chief\s\w+\sofficer|(?:vice\s)?president|chief\sexecutive|chair(?:man|woman|person)?|director|administrator|rector|Administrator|Rector)\s+(?:of|at|for)\s+(?:the\s+)?"
)
"""A post before the body that it is held in: Development Manager at …."""

ABOUT = re.compile(r"^(?:About|Who\s+we\s+are:)\s+(?:the\s+|The\s+)?(?P<name>[A-Z0-9][^.:;!?]{1,100}?)\s*:?$")
"""The heading of a boilerplate paragraph on a party."""

JOINED_PLACES = frozenset(
    {
        "England and Wales",
        "Trinidad and Tobago",
        "Bosnia and Herzegovina",
        "Antigua and Barbuda",
        "Newfoundland and Labrador",
        "Kitts and Nevis",
    }
)
"""Two places that are one jurisdiction: Law Society of England and Wales."""

STATE_NOUNS = frozenset(
    "Republic Kingdom Commonwealth States Emirates Union Federation Confederation Principality Sultanate".split()
)
"""What states are called in full: what is behind their "of" is part of the name."""

STATES = frozenset({"Russian Federation", "Soviet Union", "Swiss Confederation", "Union of South Africa"})
"""States whose name ends as a body's does."""
