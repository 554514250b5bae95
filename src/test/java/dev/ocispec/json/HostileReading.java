package dev.ocispec.json;

import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that reads and validates hostile texts from files, to be run with little memory: the
 * arguments are files; for each it prints name, rules, and milliseconds of processor time, which
 * other programs on the machine do not add to.
 */
final class HostileReading {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private HostileReading() {}

  public static void main(String[] files) {
    for (String file : files) {
      long start = THREADS.getCurrentThreadCpuTime();
      String outcome = outcome(Path.of(file));
      long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
      System.out.println(Path.of(file).getFileName() + "\t" + outcome + "\t" + millis);
    }
  }

  private static String outcome(Path file) {
    Report report = Validator.standard().validate(JsonDocument.of(file), DocumentKind.CONFIG);
    try {
      Json.read(file, Spec.class);
      return "read";
    } catch (UnreadableDocumentException e) {
      return report.isValid() ? "judged valid" : e.findings().get(0).rule();
    }
  }

  /** Writes the texts to files of {@code folder}, named by their place in the list. */
  static List<String> write(List<HostileText> texts, Path folder) throws IOException {
    for (int i = 0; i < texts.size(); i++) {
      Files.write(folder.resolve(Integer.toString(i)), texts.get(i).bytes().get());
    }
    try (var files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
