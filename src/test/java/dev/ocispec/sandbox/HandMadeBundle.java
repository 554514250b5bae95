package dev.ocispec.sandbox;

import dev.ocispec.bundle.internal.FirstProcessFile;
import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.state.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A bundle put together without the library, and runc called on it by a certain user. */
final class HandMadeBundle implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 30;

  private final Path folder;
  private final List<String> prefix;
  private final String id;

  private HandMadeBundle(Path folder, List<String> prefix, String id) {
    this.folder = folder;
    this.prefix = prefix;
    this.id = id;
  }

  /**
   * Lays out what the specification expects; {@code prefix} is the command that becomes the user
   * who starts the runtime.
   */
  static HandMadeBundle of(
      Path folder, BuildRequest request, SandboxPlan plan, HostFacts host, List<String> prefix)
      throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    HandMadeBundle bundle =
        new HandMadeBundle(folder, prefix, "ocispec-sandbox-" + folder.getFileName());
    Json.write(plan.spec(), folder.resolve("config.json"));
    owned(Files.createDirectories(folder.resolve("state")), host.uid(), host.gid());
    long rootUid = plan.identity().hostRootUid().orElseThrow();
    long rootGid = plan.identity().hostRootGid().orElseThrow();
    Path root = owned(Files.createDirectory(folder.resolve(SandboxLayout.ROOT)), rootUid, rootGid);
    Path tmp = owned(Files.createDirectory(root.resolve("tmp")), rootUid, rootGid);
    Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createDirectory(folder.resolve(SandboxLayout.SCRATCH));
    for (String path : request.scratchPaths()) {
      owned(
          Files.createDirectory(folder.resolve(SandboxLayout.scratch(path))),
          plan.identity().hostUid().orElseThrow(),
          plan.identity().hostGid().orElseThrow());
    }
    // Mount points for what lies in a scratch path, which root of the container does not own.
    Files.createDirectory(folder.resolve(SandboxLayout.INPUTS));
    for (BuildInput input : request.inputs()) {
      Files.writeString(folder.resolve(SandboxLayout.input(input.name())), "input\n");
      String inputsDir = request.inputsDir().orElseThrow();
      if (request.scratchPaths().contains(inputsDir)) {
        Files.createFile(folder.resolve(SandboxLayout.scratch(inputsDir)).resolve(input.name()));
      }
    }
    FirstProcess.architecture(plan.spec()).ifPresent(processor -> program(folder, processor));
    return bundle;
  }

  private static void program(Path folder, String processor) {
    Path place = folder.resolve(SandboxLayout.init(processor));
    try {
      Files.createDirectories(place);
      Path program = Files.write(place.resolve("init"), FirstProcessFile.of(processor));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("r-xr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path owned(Path path, long uid, long gid) throws IOException {
    Files.setAttribute(path, "unix:uid", (int) uid);
    Files.setAttribute(path, "unix:gid", (int) gid);
    return path;
  }

  String id() {
    return id;
  }

  Path scratch(String path) {
    return folder.resolve(SandboxLayout.scratch(path));
  }

  /** What one call of runc did; its output goes to files, which the container keeps open. */
  record RuntimeCall(int code, String out, String err) {}

  RuntimeCall runc(String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out-" + arguments[0]);
    Path err = folder.resolve("err-" + arguments[0]);
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("runc", "--root", folder.resolve("state").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(Map.of("XDG_RUNTIME_DIR", folder.resolve("state").toString()));
    Process process = builder.start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("runc " + arguments[0] + " does not end");
    }
    return new RuntimeCall(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  RuntimeCall create() throws IOException, InterruptedException {
    return runc("create", "--bundle", folder.toString(), id);
  }

  /** The container's status. */
  String status() throws IOException, InterruptedException {
    String state = runc("state", id).out();
    return Json.read(state, State.class).status().text();
  }

  /** What the container's process wrote, once it has ended. */
  String outputWhenStopped() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!status().equals("stopped")) {
      if (System.nanoTime() > end) {
        throw new IOException("the container does not stop");
      }
      Thread.sleep(20);
    }
    return Files.readString(folder.resolve("out-create"))
        + Files.readString(folder.resolve("err-create"));
  }

  @Override
  public void close() throws IOException {
    try {
      runc("delete", "--force", id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before the container was deleted", e);
    }
  }
}
