package dev.ocispec.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The search for references in outputs, and beside it Java's own search for a single name. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class ScanBenchmark {
  private static final String ABSENT = "0a1b2c3d4f5g6h7i8j9k0l1m2n3p4q5r";

  /** All names at once. */
  @Benchmark
  public List<String> scan(ScanText text) {
    return text.scan.in(text.file);
  }

  /** One name in the file as a string, with what Java has for that. */
  @Benchmark
  public boolean scanPlain(ScanFile text) throws IOException {
    String content = new String(Files.readAllBytes(text.file), StandardCharsets.ISO_8859_1);
    return content.contains(ABSENT);
  }
}
