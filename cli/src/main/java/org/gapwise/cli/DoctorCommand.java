package org.gapwise.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gapwise.core.file.Json;
import org.gapwise.data.image.ImageStore;
import org.gapwise.nn.EngineInfo;
import org.gapwise.nn.Native;
import org.gapwise.nn.SelfTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gapwise doctor}. */
@Command(
        name = "doctor",
        header = "Tells what was loaded from where, with how many threads, and whether it computes right here.",
        description = "Ends with 1 where the engine gets something wrong on this processor: do not use it there.",
        footer = {"", "Example:", "  gapwise doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    private static final long MEGABYTE = 1 << 20;

    @Mixin
    private final Common common = new Common();

    @Override
    public Integer call() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("gapwise", Version.text());
        facts.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        facts.put("java home", System.getProperty("java.home"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("java memory", Runtime.getRuntime().maxMemory() / MEGABYTE + " MB at most");
        EngineInfo engine = Native.describe();
        facts.put("engine", "libtorch " + engine.torch() + ", " + engine.capability());
        facts.put("engine threads", String.valueOf(engine.threads()));
        facts.put("matrices", engine.blas());
        facts.put("engine loaded from", engine.cache().toString());
        facts.put("device", "cpu");
        facts.put("picture cache", space(ImageStore.usualCache()));
        List<String> faults = SelfTest.faults();
        facts.put("arithmetic", faults.isEmpty() ? "as 64 bits have it, gradients too" : "WRONG on this processor");
        engine.warning().ifPresent(warning -> facts.put("warning", warning));
        for (int i = 0; i < faults.size(); i++) {
            facts.put("wrong " + (1 + i), faults.get(i));
        }
        StringBuilder text = new StringBuilder();
        facts.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-19s %s%n", name, value)));
        common.answer(text.toString(), Json.tree(facts));
        return faults.isEmpty() ? 0 : 1;
    }

    private static String space(Path folder) {
        Path there = folder.toAbsolutePath();
        Path up = there.getParent();
        while (up != null && !there.toFile().exists()) {
            there = up;
            up = there.getParent();
        }
        File disk = there.toFile();
        return folder + ", " + disk.getUsableSpace() / MEGABYTE + " MB free";
    }
}
