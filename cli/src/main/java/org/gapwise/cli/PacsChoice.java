package org.gapwise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.gapwise.core.ConfigException;
import org.gapwise.data.dicomweb.DicomWeb;
import org.gapwise.data.dicomweb.Pacs;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which archive is asked, and how much it may take and send. */
final class PacsChoice {

    private static final String TOKEN = "GAPWISE_PACS_TOKEN";
    private static final int MOST_MIB = 1024;

    @Parameters(
            index = "0",
            paramLabel = "URL",
            description = "Base of the archive's DICOMweb services; https, or http on this machine.")
    private String url = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with a bearer token (default: the variable " + TOKEN + ", if it is set).")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--ca",
            paramLabel = "PEM",
            description = "Certificates to trust, and no others (default: those that Java trusts).")
    private Optional<Path> ca = Optional.empty();

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Time for everything together (default: ${DEFAULT-VALUE}).")
    private int deadline;

    @Option(
            names = "--max-bytes",
            paramLabel = "MIB",
            defaultValue = "128",
            description = "Most MiB of one answer (default: ${DEFAULT-VALUE}).")
    private int most;

    DicomWeb open() {
        if (deadline < 1 || most < 1 || most > MOST_MIB) {
            throw new ConfigException(
                    "a limit is out of its range.",
                    "--deadline, --max-bytes",
                    "Give at least 1, and at most 1024 MiB.");
        }
        return new DicomWeb(
                new Pacs(Pacs.address(url), token(), ca.map(Pacs::trusting), Duration.ofSeconds(deadline), most << 20));
    }

    private Optional<String> token() {
        if (tokenFile.isEmpty()) {
            return Optional.ofNullable(System.getenv(TOKEN)).map(token -> checked(token, "variable " + TOKEN));
        }
        try {
            return Optional.of(
                    checked(Files.readString(tokenFile.get()), tokenFile.get().toString()));
        } catch (IOException e) {
            throw new ConfigException(
                    "the file cannot be read.", tokenFile.get().toString(), "Check the path and the permissions.");
        }
    }

    private static String checked(String text, String where) {
        String token = text.strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new ConfigException("there is not one token in it.", where, "Write one, on one line.");
        }
        return token;
    }
}
