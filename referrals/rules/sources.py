"""Sources that rules cite: guideline or paper, year, identifier, and how far it was checked.

`checked` says what was read when the fact was encoded: "original" (the text, table or abstract),
"secondary" (a page that quotes it) or "unverified" (known in the field, the original not opened).
Unverified facts are listed in docs/decisions.md until a clinical safety officer has signed them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A publication. `identifier` is a DOI, a NICE number or the like."""

    title: str
    year: int
    identifier: str
    checked: str

    def cite(self, strength: str = "") -> "Citation":
        return Citation(self, strength)


@dataclass(frozen=True)
class Citation:
    """A source with the strength of what it says there, in its own terms: COR 1, offer, consensus."""

    source: Source
    strength: str = ""

    def __str__(self) -> str:
        source = self.source
        text = f"{source.title}, {source.year} ({source.identifier})"
        return f"{text}: {self.strength}" if self.strength else text


ORIGINAL, SECONDARY, UNVERIFIED = "original", "secondary", "unverified"

ACC_AHA_PAD = Source(
    "ACC/AHA guideline on lower extremity peripheral artery disease",
    2024,
    "doi:10.1161/CIR.0000000000001251",
    ORIGINAL,
)
GVG = Source(
    "Global Vascular Guidelines on chronic limb-threatening ischaemia",
    2019,
    "doi:10.1016/j.jvs.2019.02.016",
    ORIGINAL,
)
ESVS_ALI = Source(
    "ESVS guideline on acute limb ischaemia", 2020, "doi:10.1016/j.ejvs.2019.09.006", SECONDARY
)
RUTHERFORD = Source(
    "Rutherford reporting standards for lower extremity ischaemia",
    1997,
    "doi:10.1016/S0741-5214(97)70045-4",
    SECONDARY,
)
NICE_CG147 = Source("NICE CG147 Peripheral arterial disease", 2020, "NICE CG147", ORIGINAL)
VSGBI = Source(
    "Vascular Society PAD quality improvement framework", 2022, "VSGBI PAD QIF", SECONDARY
)
NICE_NG156 = Source("NICE NG156 Abdominal aortic aneurysm", 2020, "NICE NG156", UNVERIFIED)
NICE_NG158 = Source("NICE NG158 Venous thromboembolic diseases", 2023, "NICE NG158", ORIGINAL)
RCOG_37B = Source(
    "RCOG Green-top guideline 37b, thrombosis in pregnancy", 2015, "RCOG GTG 37b", UNVERIFIED
)
ESVS_VT = Source(
    "ESVS guideline on venous thrombosis", 2021, "doi:10.1016/j.ejvs.2020.09.023", UNVERIFIED
)
NICE_CG168 = Source("NICE CG168 Varicose veins", 2013, "NICE CG168", ORIGINAL)
ESVS_CVD = Source(
    "ESVS guideline on chronic venous disease", 2022, "doi:10.1016/j.ejvs.2021.12.024", ORIGINAL
)
RABE = Source(
    "Consensus on risks of medical compression", 2020, "doi:10.1177/0268355520909066", ORIGINAL
)
NWCSP = Source(
    "National Wound Care Strategy Programme, lower limb", 2023, "NWCSP lower limb", SECONDARY
)
AASM_RLS = Source("AASM guideline on restless legs", 2025, "doi:10.5664/jcsm.11390", ORIGINAL)
IRLSSG = Source("IRLSSG diagnostic criteria", 2014, "doi:10.1016/j.sleep.2014.03.025", ORIGINAL)
NICE_CKS_RLS = Source("NICE CKS Restless legs syndrome", 2023, "NICE CKS", SECONDARY)
ADA = Source(
    "ADA Standards of Care, section 12, neuropathy and foot care", 2025, "ADA SoC 12", SECONDARY
)
AAN_DSP = Source(
    "AAN/AANEM/AAPMR practice parameter on distal symmetric polyneuropathy",
    2009,
    "doi:10.1212/01.wnl.0000336370.51010.a1",
    ORIGINAL,
)
TORONTO = Source(
    "Toronto consensus on diabetic neuropathies", 2010, "doi:10.2337/dc10-1303", UNVERIFIED
)
MHRA_B12 = Source(
    "MHRA Drug Safety Update, metformin and vitamin B12", 2022, "MHRA June 2022", ORIGINAL
)
NICE_NG239 = Source("NICE NG239 Vitamin B12 deficiency", 2024, "NICE NG239", UNVERIFIED)
NICE_NG19 = Source("NICE NG19 Diabetic foot problems", 2019, "NICE NG19", SECONDARY)
NICE_NG127 = Source("NICE NG127 Suspected neurological conditions", 2023, "NICE NG127", ORIGINAL)
NICE_CG173 = Source("NICE CG173 Neuropathic pain in adults", 2020, "NICE CG173", ORIGINAL)
NICE_NG59 = Source("NICE NG59 Low back pain and sciatica", 2020, "NICE NG59", ORIGINAL)
GIRFT_CES = Source(
    "GIRFT national suspected cauda equina syndrome pathway", 2023, "GIRFT 2023", SECONDARY
)
NICE_NG234 = Source(
    "NICE NG234 Spinal metastases and cord compression", 2023, "NICE NG234", ORIGINAL
)
BOAST_ACS = Source(
    "BOA standard on acute compartment syndrome", 2016, "BOAST compartment syndrome", ORIGINAL
)
WSES_NSTI = Source(
    "WSES/SIS-E consensus on skin and soft-tissue infections",
    2018,
    "doi:10.1186/s13017-018-0219-9",
    SECONDARY,
)
NICE_NG253 = Source("NICE NG253 Suspected sepsis over 16", 2025, "NICE NG253", SECONDARY)
NEWS2 = Source("RCP National Early Warning Score 2", 2017, "RCP NEWS2", UNVERIFIED)
NICE_NG219 = Source("NICE NG219 Gout", 2022, "NICE NG219", ORIGINAL)
BSR_HOT_JOINT = Source(
    "BSR guideline on the hot swollen joint", 2006, "doi:10.1093/rheumatology/kel163a", UNVERIFIED
)
BSR_GCA = Source(
    "BSR guideline on giant cell arteritis", 2020, "doi:10.1093/rheumatology/kez672", UNVERIFIED
)
RCPATH_CRITICAL = Source("RCPath communication of critical results", 2017, "RCPath G158", SECONDARY)
IDSA_SPINE = Source(
    "IDSA guideline on native vertebral osteomyelitis", 2015, "doi:10.1093/cid/civ482", UNVERIFIED
)
IWGDF_PAD = Source(
    "IWGDF/ESVS/SVS guideline on PAD in diabetes and a foot ulcer",
    2023,
    "IWGDF PAD 2023",
    SECONDARY,
)
ESVS_PAD = Source(
    "ESVS guideline on asymptomatic lower limb arterial disease and claudication",
    2024,
    "doi:10.1016/j.ejvs.2023.08.067",
    SECONDARY,
)
ESC_PAD = Source(
    "ESC guideline on peripheral arterial and aortic diseases",
    2024,
    "doi:10.1093/eurheartj/ehae179",
    SECONDARY,
)
TASC_II = Source("TASC II consensus", 2007, "doi:10.1016/j.ejvs.2006.09.024", SECONDARY)
AHA_ABI = Source(
    "AHA statement on measuring the ankle-brachial index",
    2012,
    "doi:10.1161/CIR.0b013e318276fbcb",
    UNVERIFIED,
)
WELLS = Source(
    "Wells et al., D-dimer in suspected deep vein thrombosis",
    2003,
    "doi:10.1056/NEJMoa023153",
    UNVERIFIED,
)
SCHOUTEN = Source("Schouten et al., age-adjusted D-dimer", 2013, "BMJ 2013;346:f2492", ORIGINAL)
CEAP_2020 = Source("Lurie et al., CEAP", 2020, "doi:10.1016/j.jvsv.2019.12.075", SECONDARY)
IRLSSG_IRON = Source(
    "IRLSSG task force on iron in restless legs",
    2018,
    "doi:10.1016/j.sleep.2017.11.1126",
    UNVERIFIED,
)
NICE_CKS_CRAMP = Source("NICE CKS Leg cramps", 2012, "NICE CKS", SECONDARY)
GARRISON = Source(
    "Garrison et al., medicines and nocturnal leg cramps",
    2012,
    "doi:10.1001/archinternmed.2011.1029",
    ORIGINAL,
)
RABBITT = Source(
    "Rabbitt et al., review of nocturnal leg cramps", 2016, "doi:10.1093/ageing/afw139", ORIGINAL
)
MHRA_QUININE = Source("MHRA Drug Safety Update, quinine", 2010, "MHRA June 2010", SECONDARY)
FDA_QUININE = Source("FDA safety communication, quinine", 2010, "FDA 8 July 2010", SECONDARY)
AAN_PDN = Source(
    "AAN guideline on painful diabetic polyneuropathy",
    2022,
    "doi:10.1212/WNL.0000000000013038",
    SECONDARY,
)
DRUG_NEUROPATHY = Source(
    "Vilholm et al., drug-induced peripheral neuropathy", 2014, "doi:10.1111/bcpt.12261", ORIGINAL
)
AANEM = Source(
    "AANEM Choosing Wisely, electrodiagnostic testing", 2015, "doi:10.1002/mus.24628", ORIGINAL
)
SURI = Source("Suri et al., lumbar spinal stenosis", 2010, "PMC3260477", ORIGINAL)
ACR_GOUT = Source("ACR guideline on gout", 2020, "doi:10.1002/acr.24180", UNVERIFIED)
EULAR_GOUT = Source(
    "EULAR recommendations on the diagnosis of gout",
    2018,
    "doi:10.1136/annrheumdis-2019-215315",
    UNVERIFIED,
)
NICE_NG100 = Source("NICE NG100 Rheumatoid arthritis in adults", 2020, "NICE NG100", UNVERIFIED)
NICE_NG226 = Source("NICE NG226 Osteoarthritis in over 16s", 2022, "NICE NG226", UNVERIFIED)
BSR_PMR = Source(
    "BSR guideline on polymyalgia rheumatica", 2010, "doi:10.1093/rheumatology/kep303a", UNVERIFIED
)
EULAR_PMR = Source(
    "EULAR/ACR recommendations on polymyalgia rheumatica",
    2015,
    "doi:10.1136/annrheumdis-2015-207492",
    UNVERIFIED,
)
ALT70 = Source("Raff et al., ALT-70", 2017, "doi:10.1016/j.jaad.2016.12.044", ORIGINAL)
NICE_NG141 = Source("NICE NG141 Cellulitis and erysipelas", 2019, "NICE NG141", UNVERIFIED)
NICE_NG106 = Source("NICE NG106 Chronic heart failure in adults", 2025, "NICE NG106", SECONDARY)
AFP_OEDEMA = Source(
    "American Family Physician, peripheral oedema",
    2022,
    "Am Fam Physician 2022;106:557-64",
    ORIGINAL,
)
NICE_NG238 = Source("NICE NG238 Cardiovascular disease: lipids", 2023, "NICE NG238", SECONDARY)
ACR_CONTRAST = Source("ACR Manual on Contrast Media", 2024, "ACR manual", SECONDARY)
NICE_NG12 = Source("NICE NG12 Suspected cancer", 2023, "NICE NG12", UNVERIFIED)
MHRA_GABAPENTINOID = Source(
    "MHRA Drug Safety Update, gabapentin 2017 and pregabalin", 2021, "MHRA", UNVERIFIED
)
NSAID_CAUTIONS = Source("BNF, KDIGO and MHRA cautions on NSAIDs", 2024, "BNF", UNVERIFIED)
EAN_CIDP = Source("EAN/PNS guideline on CIDP", 2021, "doi:10.1111/ene.14959", UNVERIFIED)
NICE_NG209 = Source("NICE NG209 Tobacco", 2021, "NICE NG209", UNVERIFIED)
KDIGO_CKD = Source("KDIGO guideline on chronic kidney disease", 2024, "KDIGO CKD", UNVERIFIED)
BSG_IDA = Source(
    "BSG guideline on iron deficiency anaemia", 2021, "doi:10.1136/gutjnl-2021-325210", UNVERIFIED
)
NICE_NG193 = Source("NICE NG193 Chronic pain in over 16s", 2021, "NICE NG193", UNVERIFIED)
NICE_CG140 = Source("NICE CG140 Palliative care: strong opioids", 2016, "NICE CG140", UNVERIFIED)
NICE_NG202 = Source("NICE NG202 Obstructive sleep apnoea", 2021, "NICE NG202", UNVERIFIED)
NICE_NG42 = Source("NICE NG42 Motor neurone disease", 2019, "NICE NG42", UNVERIFIED)
BOA_FRACTURE = Source(
    "BOA standards on fractures and soft-tissue injury", 2021, "BOAST", UNVERIFIED
)
ILF = Source(
    "International Lymphoedema Framework best practice", 2012, "ILF position documents", UNVERIFIED
)
NICE_CG100 = Source("NICE CG100 Alcohol-use disorders", 2017, "NICE CG100", UNVERIFIED)
NOS_VITAMIN_D = Source("National Osteoporosis Society, vitamin D", 2018, "NOS/ROS", UNVERIFIED)
IRLSSG_AUGMENTATION = Source(
    "IRLSSG guideline on augmentation", 2016, "doi:10.1016/j.sleep.2016.01.017", UNVERIFIED
)
COCHRANE_MAGNESIUM = Source(
    "Cochrane review, magnesium for muscle cramps", 2020, "CD009402", UNVERIFIED
)
MSD_NEUROPATHY = Source("MSD Manual, polyneuropathy", 2024, "MSD Manual", ORIGINAL)
UK_CMO_ALCOHOL = Source(
    "UK Chief Medical Officers' low risk drinking guidelines", 2016, "UK CMOs 2016", SECONDARY
)
AVN_REVIEW = Source(
    "Chan and Mok, glucocorticoid-induced avascular necrosis",
    2012,
    "Open Orthop J 2012;6:449-57",
    ORIGINAL,
)
NICE_CKS_PMR = Source("NICE CKS Polymyalgia rheumatica", 2013, "NICE CKS", ORIGINAL)
UKKA_POTASSIUM = Source(
    "UK Kidney Association guideline on acute hyperkalaemia", 2023, "UKKA 2023", SECONDARY
)
BSH_HIT = Source(
    "BSH guideline on heparin-induced thrombocytopenia", 2012, "doi:10.1111/bjh.12059", UNVERIFIED
)
ESRS_INSOMNIA = Source("European insomnia guideline", 2023, "doi:10.1111/jsr.14035", UNVERIFIED)
IDSA_SSTI = Source(
    "IDSA guideline on skin and soft tissue infections", 2014, "doi:10.1093/cid/ciu296", SECONDARY
)
IWGDF_INFECTION = Source(
    "IWGDF/IDSA guideline on infection of the foot in diabetes",
    2023,
    "doi:10.1093/cid/ciad527",
    UNVERIFIED,
)
NICE_CG124 = Source("NICE CG124 Hip fracture: management", 2023, "NICE CG124", ORIGINAL)
OTTAWA = Source(
    "Bachmann et al., Ottawa ankle rules, review", 2003, "doi:10.1136/bmj.326.7386.417", SECONDARY
)
FEMORAL_NECK_STRESS = Source(
    "Robertson and Wood, femoral neck stress fractures in sport",
    2017,
    "doi:10.1055/s-0043-103946",
    ORIGINAL,
)
BOA_METASTATIC_BONE = Source(
    "BOA standard on metastatic bone disease", 2022, "BOAST metastatic bone disease", ORIGINAL
)
DOWNIE = Source(
    "Downie et al., referral of adults with suspected bony metastases",
    2021,
    "doi:10.1136/bmj.n98",
    ORIGINAL,
)
CHOLESTEROL_EMBOLI = Source(
    "Kronzon and Saric, cholesterol embolisation syndrome",
    2010,
    "doi:10.1161/CIRCULATIONAHA.109.886465",
    SECONDARY,
)
PCDS_ULCER = Source("Primary Care Dermatology Society, leg ulcers", 2016, "PCDS", SECONDARY)
MSD_VASCULITIS = Source("MSD Manual, cutaneous vasculitis", 2024, "MSD Manual", ORIGINAL)
AFP_MYELOPATHY = Source(
    "American Family Physician review of degenerative cervical myelopathy",
    2020,
    "AFP 2020;102:740-750",
    SECONDARY,
)
KISSEL = Source(
    "Kissel et al., necrotising angiopathy of the peripheral nervous system",
    1985,
    "doi:10.1002/ana.410180213",
    ORIGINAL,
)
RCP_CRPS = Source(
    "RCP guidelines on complex regional pain syndrome in adults", 2018, "RCP 2018", SECONDARY
)
GTPS = Source(
    "NHS Lothian RefHelp, greater trochanteric pain syndrome", 2025, "RefHelp GTPS", ORIGINAL
)
