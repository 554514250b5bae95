package dev.ocispec.bench.target;

import dev.ocispec.bench.BenchDocument;
import dev.ocispec.bench.DocumentBenchmark;
import dev.ocispec.bench.EditBenchmark;
import dev.ocispec.bench.SandboxBenchmark;
import dev.ocispec.bench.ScanBenchmark;
import dev.ocispec.bench.ScanText;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The benchmarks' works on one subject, ready to be done, by their names. */
final class RoundWorks {
  private static final Map<String, BiFunction<DocumentBenchmark, BenchDocument, Object>> DOCUMENT =
      new HashMap<>();

  static {
    DOCUMENT.put("buildAndWrite", DocumentBenchmark::buildAndWrite);
    DOCUMENT.put("buildAndWriteBean", DocumentBenchmark::buildAndWriteBean);
    DOCUMENT.put("buildAndWriteChecked", DocumentBenchmark::buildAndWriteChecked);
    DOCUMENT.put("canonical", DocumentBenchmark::canonical);
    DOCUMENT.put("check", DocumentBenchmark::check);
    DOCUMENT.put("digest", DocumentBenchmark::digest);
    DOCUMENT.put("downgrade", DocumentBenchmark::downgrade);
    DOCUMENT.put("read", DocumentBenchmark::read);
    DOCUMENT.put("readBean", DocumentBenchmark::readBean);
    DOCUMENT.put("readChecked", DocumentBenchmark::readChecked);
    DOCUMENT.put("schemaTree", DocumentBenchmark::schemaTree);
    DOCUMENT.put("write", DocumentBenchmark::write);
    DOCUMENT.put("writeBean", DocumentBenchmark::writeBean);
    DOCUMENT.put("writeChecked", DocumentBenchmark::writeChecked);
  }

  private RoundWorks() {}

  /**
   * What can be done with a subject: a document by its name, {@code request}, a number of elements
   * to put, or the content of a file and how many names are searched in it.
   */
  static Map<String, Supplier<Object>> on(String subject) throws IOException {
    int space = subject.indexOf(' ');
    if (space > 0) {
      return search(subject.substring(0, space), Integer.parseInt(subject.substring(space + 1)));
    }
    if (subject.chars().allMatch(Character::isDigit)) {
      return edits(Integer.parseInt(subject));
    }
    return subject.equals("request") ? request() : document(subject);
  }

  private static Map<String, Supplier<Object>> document(String name) throws IOException {
    BenchDocument document = new BenchDocument();
    document.document = name;
    document.read();
    DocumentBenchmark benchmark = new DocumentBenchmark();
    Map<String, Supplier<Object>> works = new HashMap<>();
    DOCUMENT.forEach((work, done) -> works.put(work, () -> done.apply(benchmark, document)));
    return works;
  }

  private static Map<String, Supplier<Object>> request() {
    return Map.of("sandboxSpec", new SandboxBenchmark()::sandboxSpec);
  }

  private static Map<String, Supplier<Object>> edits(int count) {
    EditBenchmark benchmark = new EditBenchmark();
    benchmark.count = count;
    benchmark.prepare();
    return Map.of(
        "addEnv", benchmark::addEnv,
        "addMount", benchmark::addMount,
        "addMountMade", benchmark::addMountMade,
        "putEnv", benchmark::putEnv,
        "putMount", benchmark::putMount,
        "putMountMade", benchmark::putMountMade);
  }

  private static Map<String, Supplier<Object>> search(String content, int names)
      throws IOException {
    ScanText text = new ScanText();
    text.content = content;
    text.needles = names;
    text.write();
    text.removeAtExit();
    text.prepare();
    ScanBenchmark benchmark = new ScanBenchmark();
    return Map.of("scan", () -> benchmark.scan(text));
  }
}
