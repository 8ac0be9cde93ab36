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
