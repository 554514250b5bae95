package dev.ocispec.cli;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.service.BuildListener;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildServiceOptions;
import dev.ocispec.service.FolderInputs;
import dev.ocispec.service.TreeManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options by which a build on an engine's worker gets its inputs and leaves its log. */
final class WorkerFlags {
  private WorkerFlags() {}

  static void declare(CliCommand command) {
    command.option(
        "--inputs", "DIR", "Directory with the inputs that the request names without a source.");
    command.option(
        "--input-manifest",
        "FILE",
        "Symbolic links and programs in the directory of inputs; what got lost is put right.");
    command.option(
        "--output-manifest",
        "FILE",
        "Write the outputs' symbolic links and programs to FILE, and leave the links out of"
            + " --out.");
    command.option(
        "--log", "DIR", "Also write what the command prints to DIR/stdout and DIR/stderr.");
  }

  /** Where inputs without a source come from. */
  static void set(CliCommand command, BuildServiceOptions options) {
    @Nullable String inputs = command.value("--inputs");
    @Nullable String manifest = command.value("--input-manifest");
    if (inputs == null) {
      if (manifest != null) {
        throw new UsageException("--input-manifest needs --inputs");
      }
      return;
    }
    options.inputs(
        new FolderInputs(
            Input.path(inputs), Optional.ofNullable(manifest).map(WorkerFlags::manifest)));
  }

  private static TreeManifest manifest(String text) {
    Path file = Input.path(text);
    try {
      return TreeManifest.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DocumentAccessException("read", file, e);
    }
  }

  /** Makes outputs fit for machines that take no links. */
  static void detach(CliCommand command, BuildResult result) {
    @Nullable String manifest = command.value("--output-manifest");
    if (manifest == null) {
      return;
    }
    @Nullable String out = command.value("--out");
    if (out == null) {
      throw new UsageException("--output-manifest needs --out");
    }
    if (result.isSuccess()) {
      Path file = Input.path(manifest);
      try {
        Files.write(file, TreeManifest.detach(Input.path(out)).toBytes());
      } catch (IOException e) {
        throw new DocumentAccessException("write", file, e);
      }
    }
  }

  /** Who follows the build: {@code log}, and the files that the options name. */
  static BuildListener listener(CliCommand command, BuildListener log) {
    return Optional.ofNullable(command.value("--log"))
        .map(folder -> (BuildListener) LogFiles.in(Input.path(folder), log))
        .orElse(log);
  }
}
