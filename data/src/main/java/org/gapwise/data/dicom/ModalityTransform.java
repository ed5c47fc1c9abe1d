package org.gapwise.data.dicom;

import java.util.Optional;
import org.gapwise.data.codec.PixelFault;

/** From samples as stored to values that mean something, e.g. Hounsfield units (PS3.3, C.11.1). */
sealed interface ModalityTransform {

    double apply(double sample);

    /** Rescale slope and intercept. */
    record Linear(double slope, double intercept) implements ModalityTransform {

        @Override
        public double apply(double sample) {
            return slope * sample + intercept;
        }

        boolean plain() {
            return slope == 1 && intercept == 0;
        }
    }

    /** A table. */
    record Table(LookupTable table) implements ModalityTransform {

        @Override
        public double apply(double sample) {
            return table.at(sample);
        }
    }

    static ModalityTransform of(DataSet set, boolean signed) throws PixelFault {
        Optional<DataSet> item = set.item(Tags.MODALITY_TABLE);
        if (item.isPresent()) {
            return new Table(LookupTable.of(item.get(), Tags.TABLE_DESCRIPTOR, Tags.TABLE, signed));
        }
        double slope = set.decimal(Tags.RESCALE_SLOPE).orElse(1);
        if (slope == 0) {
            throw PixelFault.damaged("the rescale slope is 0.");
        }
        return new Linear(slope, set.decimal(Tags.RESCALE_INTERCEPT).orElse(0));
    }
}
