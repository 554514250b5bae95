package dev.ocispec.service;

import dev.ocispec.host.NetworkTools;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.spec.Spec;
import dev.ocispec.state.State;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds a container back, before its command starts, until its network is there: one hook writes
 * the container's state to a file, and a second one waits for a word from a pipe. Without the right
 * word, as when whoever was to say it is dead, the second fails, and so the runtime makes no
 * container.
 *
 * <p>The second one waits inside the container's namespaces, to be the way into them: an ordinary
 * user may not enter those of the runtime's own process, which some runtimes keep closed until the
 * command starts.
 */
final class NetworkGate {
  private static final String WORD = "attached";

  /** Only for a runtime whose caller is dead; else the caller opens or closes the gate. */
  private static final int HOOK_SECONDS = 60;

  private final Path state;
  private final Path pipe;
  private final NetworkTools tools;

  private NetworkGate(Path folder, NetworkTools tools) {
    this.state = folder.resolve("state");
    this.pipe = pipe(folder);
    this.tools = tools;
  }

  /** Makes one in a new folder. */
  static NetworkGate make(Path folder, NetworkTools tools) {
    NetworkGate gate = new NetworkGate(folder, tools);
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    // Who waits is root of the container's user namespace, and so another user here.
    HostCommand.run(List.of("mkfifo", "-m", "644", gate.pipe.toString()));
    return gate;
  }

  /** The pipe that a hook waits at, of the gate in that folder. */
  static Path pipe(Path folder) {
    return folder.resolve("gate");
  }

  /** The specification with the two hooks after its own. */
  Spec with(Spec spec) {
    return spec.toBuilder()
        .hooks(
            hooks ->
                hooks
                    .addCreateRuntime(
                        hook ->
                            hook.path(tools.program("tee").toString())
                                .args("tee", state.toString())
                                .timeout(HOOK_SECONDS))
                    .addCreateContainer(
                        hook ->
                            hook.path(tools.program("grep").toString())
                                .args("grep", "-qx", WORD, pipe.toString())
                                .timeout(HOOK_SECONDS)))
        .build();
  }

  /** The process that waits at the gate, which has the container's namespaces; once it does. */
  Optional<Long> waiting() {
    return container()
        .flatMap(ProcessHandle::of)
        .flatMap(first -> first.children().filter(this::waits).findFirst())
        .map(ProcessHandle::pid);
  }

  private boolean waits(ProcessHandle process) {
    try {
      Path words = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      // The folder's name is unlike any other, and written in ASCII wherever the folder is.
      String end = "/" + pipe.subpath(pipe.getNameCount() - 2, pipe.getNameCount());
      return Stream.of(Files.readString(words, StandardCharsets.ISO_8859_1).split("\0", -1))
          .anyMatch(word -> word.endsWith(end));
    } catch (IOException e) {
      return false; // It is gone.
    }
  }

  /** The container's first process, once the runtime has written it down. */
  private Optional<Long> container() {
    try {
      return Files.exists(state)
          ? Json.read(Files.readAllBytes(state), State.class).pid().stream().boxed().findFirst()
          : Optional.empty();
    } catch (UnreadableDocumentException e) {
      return Optional.empty(); // It is being written.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + state, e);
    }
  }

  /** Lets the container go on, as soon as it has come here. */
  void open() throws IOException {
    say(WORD + "\n");
  }

  /** Lets the container fail, as soon as it has come here. */
  void refuse() throws IOException {
    say("");
  }

  /** Lets go whoever waits at the gate, on either side; a container that does so fails. */
  void abandon() {
    try { // Opening for both never blocks.
      new RandomAccessFile(pipe.toFile(), "rw").close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + pipe, e);
    }
  }

  private void say(String word) throws IOException {
    try (OutputStream out = new FileOutputStream(pipe.toFile())) {
      out.write(word.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
