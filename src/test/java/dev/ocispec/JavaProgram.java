package dev.ocispec;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of the tests' class path, run in Java processes of their own, also by users who can't
 * read that class path where it is: they get a copy.
 */
public final class JavaProgram {
  private static final long LIMIT_SECONDS = 600;

  /** How a program ended. */
  public record Result(int code, String out, String err) {}

  private static final class Copy {
    private static final List<Path> CLASS_PATH = make();

    private static List<Path> make() {
      try {
        Path folder = Files.createTempDirectory("ocispec-class-path");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        List<Path> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
          Path source = Path.of(entry);
          if (Files.exists(source)) {
            Path target = folder.resolve(copies.size() + "-" + source.getFileName());
            copy(source, target);
            copies.add(target);
          }
        }
        return copies;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void copy(Path source, Path target) throws IOException {
      try (Stream<Path> all = Files.walk(source)) {
        for (Path path : all.toList()) {
          Path copy = target.resolve(source.relativize(path).toString());
          Files.copy(path, copy);
          Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(copy);
          permissions.add(PosixFilePermission.OTHERS_READ);
          if (Files.isDirectory(copy)) {
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
          }
          Files.setPosixFilePermissions(copy, permissions);
        }
      }
    }

    private static void remove(Path folder) {
      try {
        Files.walkFileTree(
            folder,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                  throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult postVisitDirectory(Path done, IOException failure)
                  throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private JavaProgram() {}

  /** The command line of {@code main} with these options of Java. */
  public static List<String> commandLine(List<String> options, String main, List<String> args) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-XX:TieredStopAtLevel=1");
    line.addAll(options);
    line.add("-cp");
    line.add(
        String.join(File.pathSeparator, Copy.CLASS_PATH.stream().map(Path::toString).toList()));
    line.add(main);
    line.addAll(args);
    return line;
  }

  /** Runs a command line without standard input; gives what it printed. */
  public static Result run(List<String> commandLine) {
    return run(commandLine, LIMIT_SECONDS);
  }

  /** The same with another limit, in seconds. */
  public static Result run(List<String> commandLine, long limit) {
    try {
      Process process =
          new ProcessBuilder(commandLine).redirectInput(new File("/dev/null")).start();
      return awaitEnd(process, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end of a process that was started with pipes. */
  public static Result awaitEnd(Process process) {
    return awaitEnd(process, LIMIT_SECONDS);
  }

  private static Result awaitEnd(Process process, long limit) {
    CompletableFuture<byte[]> out = reading(process.getInputStream());
    CompletableFuture<byte[]> err = reading(process.getErrorStream());
    try {
      if (!process.waitFor(limit, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the program does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Result(
        process.exitValue(),
        new String(out.join(), StandardCharsets.UTF_8),
        new String(err.join(), StandardCharsets.UTF_8));
  }

  /** Each stream has a thread of its own: a shared pool can be too small to read both at once. */
  private static CompletableFuture<byte[]> reading(InputStream in) {
    return CompletableFuture.supplyAsync(() -> all(in), task -> new Thread(task).start());
  }

  private static byte[] all(InputStream in) {
    try (in) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
