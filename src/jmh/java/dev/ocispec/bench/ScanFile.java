package dev.ocispec.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A file that is searched. */
@State(Scope.Benchmark)
public class ScanFile {
  /** Bytes of the file. */
  public static final int SIZE = 8 << 20;

  private static final String LETTERS = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final int NAME = 32;

  /** What the file is full of: any bytes, or paths into a store. */
  @Param({"bytes", "paths"})
  public String content = "";

  Path file = Path.of("");
  private final Random random = new Random(1);

  /** Writes the file; the same content each time. */
  @Setup
  public void write() throws IOException {
    file = Files.createTempFile("ocispec-scan", "");
    Files.write(file, content.equals("bytes") ? bytes() : paths());
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    Files.delete(file);
  }

  /** Has the file removed when Java ends, for who has no other occasion. */
  public void removeAtExit() {
    file.toFile().deleteOnExit();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[SIZE];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] paths() {
    StringBuilder text = new StringBuilder();
    while (text.length() < SIZE) {
      text.append("/nix/store/").append(name()).append("-hello-2.12.1/lib/libhello.so\n");
    }
    return text.substring(0, SIZE).getBytes(StandardCharsets.US_ASCII);
  }

  /** The name of a store's folder, another one each time. */
  final String name() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < NAME; i++) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString();
  }
}
