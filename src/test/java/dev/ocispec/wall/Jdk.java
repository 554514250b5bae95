package dev.ocispec.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs of the JDK that the tests run on, started as a user starts them. */
public final class Jdk {
  private Jdk() {}

  /** Runs a program of the JDK, which must succeed and say nothing. */
  public static void run(List<String> command) {
    JavaProgram.Result result = result(command, Path.of(""));
    assertThat(result.out() + result.err()).as(command.get(0)).isEmpty();
    assertThat(result.code()).as(command.get(0)).isZero();
  }

  /** Runs a program of the JDK in {@code folder}. */
  public static JavaProgram.Result result(List<String> command, Path folder) {
    List<String> line = new ArrayList<>(command);
    line.set(0, Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
    try {
      return JavaProgram.awaitEnd(
          new ProcessBuilder(line)
              .directory(folder.toAbsolutePath().toFile())
              .redirectInput(new File("/dev/null"))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
