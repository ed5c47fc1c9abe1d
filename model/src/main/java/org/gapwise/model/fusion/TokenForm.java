package org.gapwise.model.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The form of the modality tokens. */
public enum TokenForm {
    HADAMARD {
        @Override
        public ModalityToken make(int width, SplittableRandom random) {
            return new HadamardToken(width, random);
        }
    },
    ADDITIVE {
        @Override
        public ModalityToken make(int width, SplittableRandom random) {
            return new AdditiveToken(width, random);
        }
    },
    NONE {
        @Override
        public ModalityToken make(int width, SplittableRandom random) {
            return new NoToken();
        }
    };

    public static final List<String> WORDS =
            Arrays.stream(values()).map(TokenForm::word).toList();

    public abstract ModalityToken make(int width, SplittableRandom random);

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TokenForm of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
