package dev.ocispec.cli;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.BuildRequestJson;
import dev.ocispec.request.OverlayPlaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A build request from a file, or from options and the command after {@code --}. */
final class RequestOptions {
  private static final String BUILD = "build";
  private static final String INPUTS = "inputs";

  /** What only makes sense without a request file. */
  private static final List<String> OWN =
      List.of(
          "--input",
          "--output",
          "--scratch",
          "--working-dir",
          "--read-only-path",
          "--env",
          "--overlay",
          "--root-fs");

  private final CliCommand command;

  RequestOptions(CliCommand command) {
    this.command = command;
  }

  void declare() {
    command.option("--request", "FILE", "Build request file; - reads standard input.");
    command.repeatedOption(
        "--input", "NAME=PATH", "Expose a host file or directory as /inputs/NAME.");
    command.repeatedOption("--output", "PATH", "Output path that the command must create.");
    command.repeatedOption("--scratch", "PATH", "Writable directory; default: build.");
    command.option("--working-dir", "PATH", "Working directory of the command; default: build.");
    command.repeatedOption("--read-only-path", "PATH", "Host path to expose read-only.");
    command.repeatedOption(
        "--overlay",
        "PATH",
        "Make an input, host path or part of the root file system writable without changing it.");
    command.option("--root-fs", "DIR", "Host directory to use as the root file system.");
    command.repeatedOption("--env", "K=V", "Set an environment variable for the command.");
    NetworkOptions.declare(command);
    command.parameters("COMMAND", "0..*", "Command and arguments, after --.");
  }

  BuildRequest request() {
    String file = command.value("--request");
    BuildRequest request =
        NetworkOptions.apply(
            command,
            file == null
                ? fromOptions()
                : BuildRequestJson.read(Input.text(withoutOthers(file), command.streams())));
    List<String> outside =
        request.outputs().stream()
            .filter(o -> request.scratchPathOf(o).isEmpty())
            .filter(o -> OverlayPlaces.of(request, o).isEmpty())
            .toList();
    if (!outside.isEmpty()) {
      throw new UsageException(
          "expected every output inside a scratch path or overlay ("
              + String.join(", ", request.scratchPaths())
              + overlays(request)
              + "), found "
              + String.join(", ", outside));
    }
    return request;
  }

  private String withoutOthers(String file) {
    if (!command.arguments().isEmpty()) {
      throw new UsageException(
          "--request already defines the command; remove the one after the options");
    }
    for (String option : OWN) {
      if (command.has(option)) {
        throw new UsageException("--request and " + option + " are mutually exclusive");
      }
    }
    return file;
  }

  private BuildRequest fromOptions() {
    if (command.arguments().isEmpty()) {
      throw new UsageException("expected either --request FILE or a command after --");
    }
    List<String> scratch = command.values("--scratch");
    BuildRequest.Builder builder =
        BuildRequest.builder()
            .commandArgs(command.arguments())
            .workingDir(command.value("--working-dir", BUILD))
            .scratchPaths(scratch.isEmpty() ? List.of(BUILD) : scratch)
            .inputsDir(INPUTS)
            .outputs(command.values("--output"))
            .constraints(
                c ->
                    c.provideBinSh(true)
                        .availableReadOnlyPaths(command.values("--read-only-path"))
                        .rootFs(
                            Optional.ofNullable(command.value("--root-fs"))
                                .map(RequestOptions::absolute))
                        .overlays(
                            command.values("--overlay").stream()
                                .map(RequestOptions::relative)
                                .toList()));
    pairs(command, "--input").forEach((name, path) -> builder.addInput(name, absolute(path)));
    pairs(command, "--env").forEach(builder::putEnvironment);
    return builder.build();
  }

  private static String overlays(BuildRequest request) {
    return request.constraints().overlays().isEmpty()
        ? ""
        : "; " + String.join(", ", request.constraints().overlays());
  }

  /** Without the slash in front that people write, unless it is all. */
  private static String relative(String path) {
    return path.length() > 1 && path.startsWith("/") ? path.substring(1) : path;
  }

  private static Path absolute(String path) {
    return Input.path(path).toAbsolutePath();
  }

  /** What an option gives by name. */
  static Map<String, String> pairs(CliCommand command, String option) {
    Map<String, String> pairs = new TreeMap<>();
    for (String text : command.values(option)) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new UsageException(option + ": expected NAME=VALUE, found " + text);
      }
      if (pairs.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
        throw new UsageException(
            option + ": expected each name once, found " + text.substring(0, equals) + " twice");
      }
    }
    return pairs;
  }
}
