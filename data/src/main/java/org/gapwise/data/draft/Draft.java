package org.gapwise.data.draft;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.gapwise.core.schema.Schema;
import org.gapwise.data.table.Table;
import org.gapwise.data.table.TableFile;
import org.gapwise.data.table.TableLimits;

/**
 * Drafts of the two files that a person goes on from.
 *
 * @param schema text of schema.toml, with a remark on every guess
 * @param plan text of plan.toml
 * @param remarks what a person should know at once, a sentence each
 */
public record Draft(String schema, String plan, List<String> remarks) {

    private static final String PLAN = """
        # How to train. A preset is a complete plan; what stands here, or in --set key=value, changes parts of it.
        version = 1
        preset = "balanced"   # quick: minutes on two cores; balanced: the usual choice; paper: the published model
        seed = 7              # splits, first weights, shuffling and dropout follow from it

        # Often changed; remove the # to change one. The figures are examples, not the preset's.
        # [data]
        # valid = 0.16              # share of the cases for validation
        # test = 0.2                # share of the cases that training never sees
        # uncertain = "ignore"      # what uncertain labels count as: ignore, zero, one, soft
        # [vision]
        # image_size = 64           # side of the square that pictures are scaled to
        # [train]
        # epochs = 20
        # batch = 32
        # learning_rate = 1e-3
        # modality_dropout = 0.3    # chance that a whole modality is hidden in training
        """;

    public Draft {
        remarks = List.copyOf(remarks);
    }

    /** Reads the whole table once and guesses. */
    public static Draft of(DraftRequest request) {
        Path folder = request.folder().toAbsolutePath().normalize();
        TableFile file = TableFile.of(request.table(), Path.of(""));
        Table table = file.read(TableLimits.USUAL, name -> true);
        List<Profile> columns = IntStream.range(0, table.header().size())
                .filter(i -> table.columns(table.header().get(i)).size() == 1)
                .mapToObj(i -> Profile.of(table.header().get(i), table.cells(i)))
                .toList();
        Path tableFolder = file.path().toAbsolutePath().normalize().getParent();
        Roles roles = Roles.of(request, table, columns, tableFolder == null ? folder : tableFolder);
        SchemaDraft draft = new SchemaDraft(table, columns, roles, request);
        String text = draft.text(relative(folder, file.path()) + (file.table().isEmpty() ? "" : "#" + file.table()));
        // What we hand out must be readable: a draft that is not is a fault of ours, found here.
        Schema.parse(text, "the drafted schema.toml");
        return new Draft(text, PLAN, draft.remarks());
    }

    /** The path as a schema in this folder writes it. */
    static String relative(Path folder, Path path) {
        Path whole = path.toAbsolutePath().normalize();
        boolean sameRoot = folder.getRoot() != null && folder.getRoot().equals(whole.getRoot());
        String text = (sameRoot ? folder.relativize(whole) : whole).toString().replace('\\', '/');
        return text.isEmpty() ? "." : text;
    }
}
