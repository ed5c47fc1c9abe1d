package org.gapwise.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.gapwise.core.bundle.Bundle;
import org.gapwise.core.calibrate.CalibratedPredictor;
import org.gapwise.core.predict.Prediction;
import org.gapwise.core.predict.Predictor;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.Pictures;
import org.gapwise.data.table.Table;
import org.gapwise.data.table.TableReading;
import org.gapwise.model.ModelPredictor;

/** A task's part of the answers: the model is opened once, and a few cases at a time are in memory. */
final class Asking {

    static final String USED = "used";
    static final String ABSENT = "absent";

    private Asking() {}

    /** The case key, a probability a target, what was used, what was absent. */
    static StructType columns(Schema schema) {
        List<StructField> fields = new ArrayList<>();
        fields.add(DataTypes.createStructField(schema.caseKey(), DataTypes.StringType, false));
        for (String target : schema.targetNames()) {
            fields.add(DataTypes.createStructField(target, DataTypes.DoubleType, false));
        }
        fields.add(DataTypes.createStructField(USED, DataTypes.createArrayType(DataTypes.StringType, false), false));
        fields.add(DataTypes.createStructField(ABSENT, DataTypes.createArrayType(DataTypes.StringType, false), false));
        return DataTypes.createStructType(fields);
    }

    /** @param model name of the bundle among the files that were sent */
    static Iterator<Row> answers(Iterator<Table> tables, String model, Pictures pictures) {
        Bundle bundle = Bundle.open(Path.of(SparkFiles.get(model)));
        Predictor predictor = CalibratedPredictor.of(bundle, ModelPredictor.open(bundle));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> predictor.close());
        Schema schema = predictor.schema();
        return Rows.each(
                tables, table -> predictor
                        .predict(TableReading.of(schema, table, pictures)
                                .cohort()
                                .cases())
                        .stream()
                        .map(prediction -> row(schema, prediction))
                        .toList());
    }

    private static Row row(Schema schema, Prediction prediction) {
        List<Object> values = new ArrayList<>();
        values.add(prediction.caseId());
        schema.targetNames().forEach(target -> values.add(prediction.probability(target)));
        values.add(prediction.used().toArray(String[]::new));
        values.add(prediction.absent().toArray(String[]::new));
        return RowFactory.create(values.toArray());
    }
}
