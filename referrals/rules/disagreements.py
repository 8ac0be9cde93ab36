"""Where guidelines disagree: who says what, what Soleus does, and which rules that touches.

The numbers are those of the clinical reference. A threshold that is a setting names its rivals by
itself (`intake.scores.thresholds`); `APPLIES_TO` says which operands it is a threshold of, so that
the rules, terms and scores that use it can be found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Disagreement:
    """`about` names rules, named conditions and scores; `thresholds` the settings it decides on."""

    number: int
    issue: str
    positions: tuple[str, ...]
    here: str  # what Soleus does
    about: tuple[str, ...]
    thresholds: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Its address in the rule book."""
        return f"disagreement-{self.number}"


DISAGREEMENTS: Final = (
    Disagreement(
        1,
        "Which ankle and which arm pressure make the ABI",
        (
            "AHA 2012, NICE CG147 and the UK vascular technologists: the higher ankle pressure over "
            "the higher arm pressure.",
            "Some studies (getABI; Jeevanantham 2014): the lower ankle pressure finds more disease, "
            "34.5 % instead of 18 %.",
            "A few take the mean of both arms as the denominator.",
        ),
        "Higher ankle over higher arm. The index of the lower artery is shown beside it where it "
        "falls into another class; no rule rests on it.",
        ("abi", "abi_low", "abi_class"),
    ),
    Disagreement(
        2,
        "The normal range of the ABI",
        (
            "ACC/AHA 2024: 0.91 to 0.99 is borderline, 1.00 to 1.40 normal.",
            "ESC and ESVS 2024: 0.90 or less is abnormal, above 1.40 not compressible; no borderline.",
            "UK wound care: suspicious from above 1.30.",
        ),
        "The classes of ACC/AHA. 1.30 counts for compression only.",
        ("abi_class", "compression_safety", "T02", "T03"),
        ("ABI_ABNORMAL", "ABI_NORMAL", "ABI_NONCOMPRESSIBLE", "TBI_ABNORMAL"),
    ),
    Disagreement(
        3,
        "The pressures of limb-threatening ischaemia",
        (
            "TASC II: ankle below 50 or toe below 30 mmHg with rest pain, below 70 and 50 with tissue "
            "loss.",
            "ESVS and ACC/AHA since 2016: toe or TcPO2 below 30 mmHg.",
            "IWGDF 2023 adds an ankle below 50 mmHg and an ABI below 0.4.",
            "GVG avoids fixed cut-offs.",
        ),
        "Severe is any of: ankle below 50, toe or TcPO2 below 30 mmHg, ABI below 0.40. Clinical "
        "suspicion acts without any pressure.",
        ("severe_hypoperfusion", "clti_with_threat", "E16"),
        ("SEVERE_TOE", "SEVERE_ANKLE", "SEVERE_ABI"),
    ),
    Disagreement(
        4,
        "How long pain must last to be chronic limb-threatening ischaemia",
        ("GVG and ACC/AHA: more than two weeks.", "Others name no limit."),
        "No limit: the rules refer earlier, and the duration is left to the specialist.",
        ("clti_suspected", "R01"),
    ),
    Disagreement(
        5,
        "Looking for arterial disease in people without symptoms of it",
        (
            "ACC/AHA 2024: reasonable (2a) in those at risk.",
            "ADA 2024: ABI from 50 years with complications of diabetes, or after ten years of it.",
            "NICE and ESVS: no screening.",
        ),
        "Soleus is for legs that hurt. Risk alone suggests an ABI, at routine urgency and with the "
        "weaker strength named.",
        ("T01.risk", "pad_risk_high"),
    ),
    Disagreement(
        6,
        "Below which ferritin restless legs are treated with iron",
        (
            "AASM 2025: 75 µg/L or less, or a transferrin saturation below 20 %; from 75 to 100 only "
            "intravenous. IRLSSG 2018 is similar.",
            "NICE CKS and UK guides: 50 or 75 µg/L.",
            "Some UK pathways aim above 100. Assays differ by up to 60 %.",
        ),
        "75 µg/L or less, or below 20 %; from 75 to 100 intravenous iron by a specialist.",
        ("rls_iron", "T15", "G04", "R08"),
        ("RLS_FERRITIN", "RLS_FERRITIN_IV", "RLS_TSAT"),
    ),
    Disagreement(
        7,
        "The first medicine for restless legs",
        (
            "AASM 2025: a gabapentinoid (strong), and no dopamine agonist as standard treatment.",
            "European and UK guides still list either, in a low dose.",
        ),
        "No medicine is chosen. The caution warns of augmentation and names both limits.",
        ("G12", "G11"),
    ),
    Disagreement(
        8,
        "Which D-dimer excludes a thrombosis",
        (
            "NICE NG158: consider ten times the age above 50. ACP and ASH are similar.",
            "YEARS and cut-offs by clinical probability: 1000 µg/L FEU where it is low; not in NICE.",
        ),
        "500 µg/L FEU, above 50 ten times the age, and only where Wells says unlikely.",
        ("T08", "T10", "ddimer_cutoff", "ddimer_raised"),
        ("DDIMER_FEU", "DDIMER_AGE"),
    ),
    Disagreement(
        9,
        "How much thicker a calf must be to count in Wells",
        ("Wells 2003: more than 3 cm.", "NICE NG158: at least 3 cm."),
        "At least 3 cm.",
        ("wells_dvt", "dvt_considered"),
        ("WELLS_CALF_DIFFERENCE", "WELLS_LIKELY"),
    ),
    Disagreement(
        10,
        "Thrombosis below the knee, and Wells in it",
        (
            "NICE NG158: a scan of the proximal veins, repeated after a raised D-dimer.",
            "ESVS and German guidelines: the whole leg is scanned once. Wells was made for proximal "
            "thrombosis.",
        ),
        "The proximal scan with its repetition; a local policy of whole-leg scans stands over it.",
        ("T07", "T10"),
    ),
    Disagreement(
        11,
        "From which ABI compression is safe",
        (
            "Rabe 2020 and ESVS 2022: avoid below 0.6.",
            "UK: 0.5 to 0.8 for specialists, 0.8 to 1.3 in full. US: often from 0.5.",
            "NWCSP 2023: up to 20 mmHg before any ABI where there is no red flag.",
            "A UK article of 2026 warns that cut-offs of arterial disease are taken for cut-offs of "
            "compression.",
        ),
        "Avoid below 0.60, reduced from 0.60 to 0.79, standard from 0.80 to 1.30; each is a setting.",
        ("compression_avoid", "compression_safety", "G01", "G02", "SC11"),
        ("COMPRESSION_AVOID_ABI", "COMPRESSION_REDUCED_ABI", "COMPRESSION_STANDARD_ABI"),
    ),
    Disagreement(
        12,
        "Cellulitis of both legs, and ALT-70",
        (
            "NICE NG141: cellulitis of both legs is rare.",
            "ALT-70 was validated in emergency departments, first in a single centre.",
        ),
        "A guide towards dermatology, never a gate: it withholds nothing.",
        ("R23", "red_legs_bilateral", "alt70_indeterminate", "alt70"),
    ),
    Disagreement(
        13,
        "Which blood tests a neuropathy needs first",
        (
            "AAN 2009: glucose, B12 with metabolites and immunofixation find most.",
            "Textbooks add TSH, syphilis serology, ESR and more; UK practice adds thyroid and ESR. The "
            "evidence is low (class III, level C).",
        ),
        "In stages: glucose, B12 and electrophoresis, then the general tests, then infection and "
        "vasculitis where it is atypical.",
        ("T18", "T20", "T21", "T22", "T23"),
    ),
    Disagreement(
        14,
        "Nerve conduction studies in a typical diabetic neuropathy",
        ("ADA: rarely needed.", "Some neurologists: routine."),
        "Only where the neuropathy is atypical or its kind would change what is done.",
        ("T24", "neuropathy_atypical"),
    ),
    Disagreement(
        15,
        "How many sites of the monofilament",
        (
            "IWGDF: three. ADA: four. Older guides: ten. MNSI: the great toe alone.",
            "One site that is not felt is the usual cut-off.",
        ),
        "Three sites; one that is not felt is loss of protective sensation.",
        ("lops", "T28", "mnsi_exam"),
    ),
    Disagreement(
        16,
        "When the spine is imaged",
        (
            "NICE NG59: only where it would change what a specialist does.",
            "ACR: after six weeks of treatment.",
        ),
        "After six weeks with a specialist's question, and at once with a red flag.",
        ("T29", "T30", "T31", "T32"),
    ),
    Disagreement(
        17,
        "What confirms gout",
        (
            "NICE NG219: a urate of 360 µmol/L or more, with a picture that fits.",
            "BSR and EULAR: crystals where they can be had.",
            "ACR 2020: no aspiration where the picture is typical.",
        ),
        "Urate first; a single hot joint that may be infected is aspirated.",
        ("T34", "T35", "T36"),
    ),
    Disagreement(
        18,
        "When treatment to lower urate begins",
        (
            "NICE NG219: two to four weeks after the flare, in a flare where they are frequent.",
            "ACR 2020: can begin in the flare.",
        ),
        "Left to the prescriber: Soleus names the limits of the medicines and no start.",
        ("G20",),
    ),
    Disagreement(
        19,
        "Medicines for neuropathic pain in sciatica",
        (
            "NICE NG59: no gabapentinoid, other antiepileptic, oral steroid or benzodiazepine, and no "
            "opioid for chronic sciatica.",
            "US practice uses them.",
        ),
        "As in NICE: the pain service is told, and the cautions name it.",
        ("R11", "G11", "G14"),
    ),
    Disagreement(
        20,
        "Quinine for cramp",
        (
            "FDA: not for cramp. Australia and New Zealand avoid it.",
            "UK: a last resort, with a trial of four weeks.",
        ),
        "A caution wherever cramp or quinine is recorded.",
        ("G06",),
    ),
    Disagreement(
        21,
        "Whether a statin causes the cramp",
        (
            "Cohort with sequence analysis: 1.16 times as many treated for cramp after the start.",
            "Meta-analysis of randomised trials: more than nine in ten muscle complaints are not due "
            "to the statin.",
        ),
        "By creatine kinase: nobody is told to stop without it and a shared decision.",
        ("G15", "M02"),
    ),
    Disagreement(
        22,
        "Claudication: exercise under supervision or at home, cilostazol or naftidrofuryl",
        (
            "NICE CG147: a supervised programme, then naftidrofuryl.",
            "ESVS and ACC/AHA: a structured programme, also at home; cilostazol.",
        ),
        "Both are named; the caution gives the limits of both medicines.",
        ("SC01", "R17", "G16"),
    ),
    Disagreement(
        23,
        "Which tool finds sepsis",
        (
            "NICE NG253: NEWS2 in hospital and ambulance, single criteria in the community.",
            "Surviving Sepsis 2021: no qSOFA alone.",
        ),
        "Both sets act wherever the patient is, so that a wrong or missing setting hides nothing.",
        ("E08", "news2", "sepsis_high_community"),
    ),
    Disagreement(
        24,
        "What a missing dorsalis pedis pulse means",
        ("It is missing from birth in 2 to 8 % of people.",),
        "It counts by itself as one of several ischaemic signs; as a missing foot pulse only together "
        "with the posterior tibial.",
        ("foot_pulses_absent", "pulse_deficit"),
    ),
    Disagreement(
        25,
        "Gadolinium and iodinated contrast in kidney disease",
        (
            "ACR: few limits for group II agents, and for iodine from an eGFR of 30.",
            "FDA labels are stricter; ESUR stands between.",
        ),
        "A caution that leaves the choice to radiology.",
        ("G07", "G08"),
    ),
    Disagreement(
        26,
        "The NT-proBNP of heart failure",
        ("NICE NG106: 400 ng/L.", "ESC: 125 ng/L."),
        "400 ng/L.",
        ("T14", "R19"),
        ("NT_PROBNP",),
    ),
    Disagreement(
        27,
        "From which HbA1c a risk of diabetes begins",
        ("ADA: 39 to 47 mmol/mol.", "UK: 42 to 47 mmol/mol."),
        "No rule rests on the lower bound; below 48 mmol/mol is below diabetes.",
        ("T18", "T19"),
    ),
    Disagreement(
        28,
        "Which B12 is too low",
        (
            "NICE NG239: below 180 ng/L confirmed, 180 to 350 ng/L unsettled, then MMA.",
            "Laboratories differ.",
        ),
        "The laboratory's own range; MMA is named for 180 to 350 ng/L.",
        ("T20", "M06"),
    ),
    Disagreement(
        29,
        "Venous pain when lying down",
        (
            "Some popular texts: worse when lying.",
            "Physiology and guidelines: worst on standing and at the end of the day, eased by raising "
            "the leg. Pain that comes on lying flat points to arteries.",
        ),
        "As in physiology; raising the leg is advised only where the foot has its blood.",
        ("venous_pattern", "SC02", "G03"),
    ),
    Disagreement(
        30,
        "Sleep position, and pain in both legs",
        ("Mostly expert opinion.",),
        "Given as advice to the patient and named as expert opinion.",
        ("SC08",),
    ),
)

# Threshold → the operands whose claims with this value use it.
APPLIES_TO: Final[Mapping[str, tuple[str, ...]]] = {
    "ABI_ABNORMAL": ("abi",),
    "ABI_NORMAL": ("abi",),
    "ABI_NONCOMPRESSIBLE": ("abi",),
    "TBI_ABNORMAL": ("tbi",),
    "SEVERE_TOE": ("toe_sbp", "tcpo2_mmhg"),
    "SEVERE_ANKLE": ("ankle_max",),
    "SEVERE_ABI": ("abi",),
    "COMPRESSION_AVOID_ABI": ("abi",),
    "COMPRESSION_REDUCED_ABI": ("abi",),
    "COMPRESSION_STANDARD_ABI": ("abi",),
    "WELLS_CALF_DIFFERENCE": ("calf_difference",),
    "WELLS_LIKELY": ("wells_dvt",),
    "RLS_FERRITIN": ("lab_ferritin",),
    "RLS_FERRITIN_IV": ("lab_ferritin",),
    "RLS_TSAT": ("lab_tsat",),
    "NT_PROBNP": ("lab_nt_probnp",),
}
# Score → the thresholds that its formula uses, where no claim shows it.
USED_INSIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "abi": ("ABI_NONCOMPRESSIBLE",),
    "compression_safety": (
        "COMPRESSION_AVOID_ABI",
        "COMPRESSION_REDUCED_ABI",
        "COMPRESSION_STANDARD_ABI",
    ),
    "wells_band": ("WELLS_LIKELY",),
    "ddimer_cutoff": ("DDIMER_FEU", "DDIMER_AGE"),
    "pregnancy": ("END_OF_CHILDBEARING",),
    "persistent_pain": ("CHRONIC_PAIN_DAYS",),
}
