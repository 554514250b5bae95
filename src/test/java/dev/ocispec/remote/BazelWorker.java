package dev.ocispec.remote;

import dev.ocispec.Eventually;
import dev.ocispec.JavaProgram;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bazel's own worker of the Remote Execution API, compiled from Debian's package of its sources: a
 * server with execution, a store and a cache, in a process of its own.
 */
final class BazelWorker implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/share/bazel/A-server.jar");
  private static final Path SOURCES = Path.of("/usr/src/bazel-bootstrap/src/tools/remote/src/main");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final int port;

  /** Compiled once for all tests of this process. */
  private static final class Compiled {
    private static final Path CLASSES = compile();

    private static Path compile() {
      try {
        TestFolder folder = TestFolder.make();
        Runtime.getRuntime().addShutdownHook(new Thread(folder::remove));
        Path classes = folder.path();
        List<String> javac = new ArrayList<>();
        javac.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        javac.addAll(List.of("-proc:none", "-nowarn", "-cp", libraries()));
        javac.addAll(List.of("-d", classes.toString()));
        try (Stream<Path> files = Files.walk(SOURCES)) {
          files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(javac::add);
        }
        JavaProgram.Result result = JavaProgram.run(javac);
        if (result.code() != 0) {
          throw new IllegalStateException(result.err());
        }
        return classes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private BazelWorker(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Skips the test where Debian's packages are not installed. */
  static void require() {
    Shared.require(
        Files.exists(SERVER) && Files.isDirectory(SOURCES),
        "needs Bazel's worker (packages bazel-bootstrap-data and bazel-bootstrap-source)");
  }

  /** Starts one that runs actions as they are. */
  static BazelWorker start(Path folder) throws IOException {
    return start(folder, List.of(), Compiled.CLASSES.toString());
  }

  /** Starts one that runs each action by a script in the place of its linux-sandbox. */
  static BazelWorker start(Path folder, String sandbox) throws IOException {
    Path resources = Files.createDirectories(folder.resolve("resources/main/tools"));
    Files.writeString(resources.resolve("linux-sandbox"), sandbox);
    return start(
        folder,
        List.of("--sandboxing"),
        folder.resolve("resources") + File.pathSeparator + Compiled.CLASSES);
  }

  private static BazelWorker start(Path folder, List<String> options, String classes)
      throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It holds each blob that it gives twice in memory.
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(classes + File.pathSeparator + libraries());
    command.add("com.google.devtools.build.remote.worker.RemoteWorker");
    command.add("--work_path=" + Files.createDirectories(folder.resolve("work")));
    command.add("--cas_path=" + Files.createDirectories(folder.resolve("cas")));
    command.add("--listen_port=" + port);
    command.add("--jobs=2");
    command.addAll(options);
    Path log = folder.resolve("worker.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    BazelWorker worker = new BazelWorker(process, log, port);
    if (!Eventually.holds(PATIENCE, () -> worker.isUp() || !process.isAlive())
        || !process.isAlive()) {
      worker.close();
      throw new IllegalStateException(worker.log());
    }
    return worker;
  }

  private boolean isUp() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String libraries() throws IOException {
    List<Path> jars = new ArrayList<>(List.of(SERVER));
    try (DirectoryStream<Path> more =
        Files.newDirectoryStream(Path.of("/usr/share/java"), "*.jar")) {
      more.forEach(jars::add);
    }
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  URI address() {
    return URI.create("reapi+grpc://127.0.0.1:" + port);
  }

  String grpcAddress() {
    return "grpc://127.0.0.1:" + port;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** The command line of these tests as a program that runs its builds in a folder. */
  static Path ocispec(Path script, Path builds) throws IOException {
    Files.writeString(script, script(List.of(), List.of("--builds", builds.toString())));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A program that runs what it is given in a sandbox, with its containers in a folder. */
  static String sandboxExec(Path builds) {
    return script(List.of("sandbox", "exec", "--builds", builds.toString()), List.of());
  }

  private static String script(List<String> first, List<String> last) {
    return "#!/bin/sh\nexec "
        + quoted(
            JavaProgram.commandLine(List.of("-XX:+UseSerialGC"), "dev.ocispec.cli.Main", first))
        + " \"$@\" "
        + quoted(last)
        + "\n";
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  /** Ends it at once; its actions are told to end, as they are when their machine goes down. */
  void kill() {
    end(process::destroyForcibly);
  }

  @Override
  public void close() {
    end(process::destroy);
  }

  private void end(Runnable signal) {
    // It leaves them alone, whether it is killed or asked to end.
    List<ProcessHandle> actions = process.children().toList();
    signal.run();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      for (ProcessHandle action : actions) {
        action.destroy();
        action.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("an action of the worker does not end", e);
    }
  }
}
