package org.gapwise.data.mimic;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gapwise.core.ConfigException;

/**
 * Where a PostgreSQL server keeps MIMIC: host, port and database, and as whom to ask. The driver's other parameters are
 * not taken from an address, since some of them load classes and write files.
 */
record PostgresAddress(String host, int port, String database, Optional<String> user) {

    private static final String WHERE = "--iv, --ed, --note";
    private static final String FIX = "Give e.g. postgresql://user@host:5432/mimiciv.";
    private static final int USUAL_PORT = 5432;
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:jdbc:)?postgres(?:ql)?:.*");
    private static final Pattern WORDS = Pattern.compile("(?i).*\\b(?:dbname|host) *=.*");

    /** A path has swallowed the second slash. */
    private static final Pattern WHOLE = Pattern.compile("(?i)(?:jdbc:)?postgres(?:ql)?:/+(?:([^@/:?]+)@)?"
            + "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\])(?::([0-9]{1,5}))?/([A-Za-z0-9_.-]+)");

    /** Whether this is meant as a server and not as a folder or file; what is there is one of these. */
    static boolean isOne(Path given) {
        String text = given.toString();
        return (SCHEME.matcher(text).matches() || WORDS.matcher(text).matches()) && !Files.exists(given);
    }

    /** Reads {@code postgresql://user@host:port/database}; port and user may be absent. */
    static PostgresAddress of(Path given) {
        String text = given.toString();
        if (text.matches("(?i)[^?]*:/+[^/@]*:[^/@]*@.*") || text.matches("(?i).*\\bpassword *=.*")) {
            throw new ConfigException(
                    "a password has no place among the arguments, where everybody on this machine can read it.",
                    WHERE,
                    "Put it into ~/.pgpass or PGPASSWORD, as for psql.");
        }
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw new ConfigException("it is no address of a PostgreSQL database alone.", WHERE, FIX);
        }
        int port = Optional.ofNullable(whole.group(3)).map(Integer::parseInt).orElse(USUAL_PORT);
        if (port < 1 || port > 65_535) {
            throw new ConfigException("there is no port " + port + ".", WHERE, FIX);
        }
        return new PostgresAddress(whole.group(2), port, whole.group(4), Optional.ofNullable(whole.group(1)));
    }

    /** For the driver. */
    String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /**
     * For the driver, too: who asks, and that another machine has to show a certificate for its name, which has to be
     * signed by ~/.postgresql/root.crt where that is there, as for psql, and else by whom the Java platform trusts.
     */
    Properties properties(Map<String, String> environment) {
        Properties properties = new Properties();
        properties.setProperty(
                "user",
                user.or(() -> Optional.ofNullable(environment.get("PGUSER")))
                        .orElseGet(() -> System.getProperty("user.name", "")));
        Optional.ofNullable(environment.get("PGPASSWORD"))
                .ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", "gapwise");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        if (!isHere()) {
            properties.setProperty("sslmode", "verify-full");
            Path root = Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");
            if (!Files.exists(root)) {
                properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            }
        }
        return properties;
    }

    /** By what is written, since a name may mean another machine a moment later. */
    private boolean isHere() {
        try {
            return host.equals("localhost")
                    || host.matches("[0-9.]+|\\[.*\\]")
                            && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Without the user. */
    @Override
    public String toString() {
        return "postgresql://" + host + (port == USUAL_PORT ? "" : ":" + port) + "/" + database;
    }
}
