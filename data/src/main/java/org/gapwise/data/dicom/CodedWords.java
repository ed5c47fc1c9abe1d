package org.gapwise.data.dicom;

import java.util.Optional;
import java.util.Set;

/** The coded words that may be repeated; a field with anything else in it could hold a name. */
final class CodedWords {

    private static final Set<String> MODALITIES = Set.of(
            "AR",
            "AU",
            "BI",
            "BMD",
            "CR",
            "CT",
            "DG",
            "DOC",
            "DX",
            "ECG",
            "EPS",
            "ES",
            "FID",
            "GM",
            "HC",
            "HD",
            "IO",
            "IVOCT",
            "IVUS",
            "KO",
            "MG",
            "MR",
            "NM",
            "OAM",
            "OCT",
            "OP",
            "OPM",
            "OPT",
            "OT",
            "PR",
            "PT",
            "PX",
            "REG",
            "RF",
            "RG",
            "RTDOSE",
            "RTIMAGE",
            "RTPLAN",
            "RTRECORD",
            "RTSTRUCT",
            "RWV",
            "SC",
            "SEG",
            "SM",
            "SR",
            "TG",
            "US",
            "VA",
            "XA",
            "XC");
    private static final Set<String> BODY_PARTS = Set.of(
            "ABDOMEN",
            "ANKLE",
            "ARM",
            "BREAST",
            "CHEST",
            "CLAVICLE",
            "CSPINE",
            "ELBOW",
            "EXTREMITY",
            "FEMUR",
            "FOOT",
            "HAND",
            "HEAD",
            "HEART",
            "HIP",
            "KNEE",
            "LEG",
            "LSPINE",
            "NECK",
            "PANCREAS",
            "PELVIS",
            "RIB",
            "SHOULDER",
            "SKULL",
            "SPINE",
            "THORAX",
            "TSPINE",
            "WHOLE BODY",
            "WRIST");
    private static final Set<String> VIEWS = Set.of(
            "AP", "PA", "LL", "RL", "RLD", "LLD", "RLO", "LLO", "LATERAL", "CC", "MLO", "ML", "LM", "XCCL", "FB");

    private CodedWords() {}

    static Optional<String> modality(Optional<String> word) {
        return word.filter(MODALITIES::contains);
    }

    static Optional<String> bodyPart(Optional<String> word) {
        return word.filter(BODY_PARTS::contains);
    }

    static Optional<String> viewPosition(Optional<String> word) {
        return word.filter(VIEWS::contains);
    }
}
