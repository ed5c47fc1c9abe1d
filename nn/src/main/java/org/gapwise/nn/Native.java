package org.gapwise.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** Loads libtorch once and sets it up; everything else of this package comes through here first. */
public final class Native {
    private static final String VERSION = "2.10.0";
    private static final int WIDE = 512;
    private static final String SEARCH = "org.bytedeco.javacpp.loadlibraries";
    private static final long PATIENCE_MILLIS = 5000;

    /**
     * Multiplications of a case for which a thread is woken. Waking one takes as long as some 100,000 of them, hundreds of
     * times in a pass.
     */
    private static final double WORTH = 40e6;

    /** What a thread was told, where it was told anything. */
    private static final ThreadLocal<Optional<Integer>> MOST = ThreadLocal.withInitial(Optional::empty);

    private Native() {}

    /** Loads the engine if that has not happened yet. */
    public static void start() {
        Started.ONCE.check();
    }

    /**
     * Begins to load the engine on a thread of its own, for programs with something else to do meanwhile; {@link #start} then
     * waits for it. It is for whoever owns the process: once the engine is there, no class of its binding, whosever it is,
     * looks for a library by itself any more.
     */
    public static void prepare() {
        Thread loading = new Thread(Native::attempt, "engine");
        loading.setDaemon(true);
        loading.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(loading), "engine-loaded"));
    }

    private static void attempt() {
        try {
            start();
            search("false");
        } catch (LinkageError e) {
            // Whoever needs the engine is told the same.
        }
    }

    /** Libraries that still come up had better not be taken down. */
    private static void await(Thread loading) {
        try {
            loading.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Loads the library of a class that the engine comes without; the engine itself is there. */
    static synchronized void load(Class<?> library) {
        String before = System.getProperty(SEARCH, "true");
        search("true");
        try {
            Loader.load(library);
        } finally {
            search(before);
        }
    }

    /** Whether classes look for their library when they are first used, each of them in every jar and module. */
    private static void search(String wanted) {
        System.setProperty(SEARCH, wanted);
    }

    /** At most how many threads compute what the calling thread asks for. */
    public static int threads() {
        start();
        return MOST.get().orElse(Started.ONCE.threads());
    }

    /** From now on this many threads compute what the calling thread asks for, and what threads that begin later ask. */
    public static void compute(int threads) {
        start();
        MOST.set(Optional.of(threads));
        take(threads);
    }

    /**
     * From now on so many threads compute what the calling thread asks for as the work is worth, and at most {@link
     * #threads}: for little of it, one is quicker than two that wait for each other. The number depends on nothing that is
     * measured, so results repeat.
     *
     * @param multiplications of one case on its way forward, about
     */
    public static void suit(double multiplications) {
        take((int) Math.max(1, Math.min(threads(), Math.ceil(multiplications / WORTH))));
    }

    private static void take(int threads) {
        // Asking comes first: what a thread sets before it has asked is forgotten when it asks.
        if (torch.get_num_threads() != threads) {
            torch.set_num_threads(threads);
        }
    }

    /**
     * From now on matrix products of 32 bits run on so many threads as all the rest, if their operands are as wide as
     * this; else on one. Threads that wait for narrow ones cost more than they bring. {@code OPENBLAS_NUM_THREADS} has
     * the last word.
     */
    public static void expect(int width) {
        start();
        if (System.getenv("OPENBLAS_NUM_THREADS") == null) {
            Products.threads(width >= WIDE ? threads() : 1);
        }
    }

    /** What was loaded from where, and how it is set up. */
    public static EngineInfo describe() {
        start();
        return new EngineInfo(
                VERSION,
                threads(),
                Started.ONCE.cache(),
                "OpenBLAS, threads of its own: " + Started.ONCE.blasThreads(),
                torch.get_cpu_capability().getString(),
                Started.ONCE.threads() == 1 ? Optional.empty() : spinWarning(System.getenv()));
    }

    /** What the launcher sets, where this process is without it. */
    static Optional<String> spinWarning(Map<String, String> environment) {
        List<String> settings = new ArrayList<>();
        boolean passive = "PASSIVE".equalsIgnoreCase(environment.get("OMP_WAIT_POLICY"));
        if (!environment.containsKey("GOMP_SPINCOUNT") && !passive) {
            settings.add("GOMP_SPINCOUNT=1000");
        }
        boolean alone = "1".equals(environment.get("OPENBLAS_NUM_THREADS"));
        if (!environment.containsKey("OPENBLAS_THREAD_TIMEOUT") && !alone) {
            settings.add("OPENBLAS_THREAD_TIMEOUT=10");
        }
        return settings.isEmpty()
                ? Optional.empty()
                : Optional.of("waiting threads spin, which is slow when others use the same cores; set "
                        + String.join(" and ", settings) + " in the environment before the start");
    }

    /** Its initializer runs once, however many threads ask. */
    private record Started(Path cache, int threads, int blasThreads) {
        static final Started ONCE = load();

        void check() {
            if (threads < 1) {
                throw new AssertionError("the engine has no thread");
            }
        }

        /**
         * OpenBLAS keeps waiting threads of its own that take the processors from libgomp's: with one of them a step of
         * a small model took a fifth of the time it took with two, on two cores.
         */
        private static Started load() {
            // The default limit makes every tensor read the size of the process, and forces garbage collections.
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            Path cache = unpack();
            // Read when the first large tensor is made: memory in pages of 2 MB costs a tenth of the faults.
            torch.set_env("THP_MEM_ALLOC_ENABLE", "1", false);
            // Not built for this processor as often as not, and never quicker than oneDNN.
            torch.globalContext().setUserEnabledNNPACK(false);
            int threads = threadCount();
            torch.set_num_threads(threads);
            torch.set_num_interop_threads(1);
            int blasThreads = positive(System.getenv("OPENBLAS_NUM_THREADS")).orElse(1);
            Products.threads(blasThreads);
            return new Started(cache, threads, blasThreads);
        }

        /**
         * Unpacks all libraries before the first is opened: otherwise one that is not there yet is taken from the
         * system, if it has a libtorch of another version, and the process crashes.
         */
        private static Path unpack() {
            String platform = Loader.getPlatform();
            try {
                Loader.cacheResources(
                        org.bytedeco.openblas.global.openblas.class, "/org/bytedeco/openblas/" + platform + "/");
                Loader.cacheResources(torch.class, "/org/bytedeco/pytorch/" + platform + "/");
                return Loader.getCacheDir().toPath();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the native libraries could not be unpacked (they need about 500 MB below ~/.javacpp, or the"
                                + " folder named by -Dorg.bytedeco.javacpp.cachedir)",
                        e);
            }
        }

        private static int threadCount() {
            Optional<Integer> asked = positive(System.getenv("OMP_NUM_THREADS"));
            int processors = Runtime.getRuntime().availableProcessors();
            return asked.orElse(smt() ? Math.max(1, processors / 2) : processors);
        }

        private static boolean smt() {
            try {
                return Files.readString(Path.of("/sys/devices/system/cpu/smt/active"))
                        .strip()
                        .equals("1");
            } catch (IOException e) {
                return false; // not Linux: take each processor for a core
            }
        }

        private static Optional<Integer> positive(@org.jspecify.annotations.Nullable String text) {
            return Optional.ofNullable(text)
                    .map(String::strip)
                    .filter(t -> t.matches("[1-9][0-9]{0,3}"))
                    .map(Integer::valueOf);
        }
    }
}
