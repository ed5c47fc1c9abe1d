package org.gapwise.data.mimic;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small table by row and column. */
record Sheet(Map<String, Map<String, String>> rows) {

    static Sheet read(Path file, String key) throws IOException {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file);
                Stream<NamedCsvRecord> records = reader.stream()) {
            records.forEach(record -> rows.put(record.getField(key), record.getFieldsAsMap()));
        }
        return new Sheet(rows);
    }

    List<String> columns() {
        return List.copyOf(rows.values().iterator().next().keySet());
    }

    /** Blank where the column is not there. */
    String cell(String row, String column) {
        return rows.getOrDefault(row, Map.of()).getOrDefault(column, "");
    }
}
