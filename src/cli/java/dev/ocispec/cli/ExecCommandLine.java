package dev.ocispec.cli;

import dev.ocispec.request.BuildNetwork;
import dev.ocispec.sandbox.HostBind;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.service.VisibleHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The command in place that the options of {@code sandbox exec} describe. */
final class ExecCommandLine {
  /** Where programs are when nothing says it, as shells and the C library have it. */
  private static final List<String> DEFAULT_PATH =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin");

  private static final Path ENV = Path.of("/usr/bin/env");

  private final CliCommand options;
  private final List<String> environment;

  ExecCommandLine(CliCommand options, List<String> environment) {
    this.options = options;
    this.environment = environment;
  }

  static void declare(CliCommand command) {
    command.option(
        "--working-dir",
        "DIR",
        "Folder to work in, writable and seen at its own path (-W); default: the current one, seen"
            + " at /work.");
    command.option("--folder", "DIR", "Writable folder that the current one is in or below.");
    command.option("--at", "PATH", "Where the folder is seen; default: /work.");
    command.repeatedOption("--writable", "PATH", "Further writable host path (-w).");
    command.repeatedOption("--tmpfs", "DIR", "Private, empty folder in memory (-e).");
    command.repeatedOption(
        "--bind", "SOURCE[:DIR]", "Host path to show read-only, here or there (-M, -m).");
    command.option(
        "--view", "NAME", "What is seen of the host, read-only: system (default), whole or none.");
    command.option("--net", "NAME", "Network: none (default), private or host.");
    command.flag("--no-network", "No network, whatever --net says (-N, -n).");
  }

  InPlaceCommand command() {
    if (options.arguments().isEmpty()) {
      throw new UsageException("expected a command after --");
    }
    VisibleHost view =
        VisibleHost.valueOf(
            options.choice("--view", "system", "whole", "none").toUpperCase(Locale.ROOT));
    List<HostBind> shown = new ArrayList<>(view.binds());
    options.values("--bind").forEach(text -> shown.add(BindOption.parse("--bind", text)));
    InPlaceCommand.Builder builder =
        InPlaceCommand.builder()
            .environment(environment)
            .shown(shown)
            .writable(options.values("--writable").stream().map(Input::path).toList())
            .temporary(options.values("--tmpfs"))
            .network(network());
    place(builder);
    try {
      return builder.args(arguments(shown)).build();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private BuildNetwork network() {
    String name = options.choice("--net", "none", "private", "host");
    return options.has("--no-network") ? BuildNetwork.NONE : BuildNetwork.of(name).orElseThrow();
  }

  private void place(InPlaceCommand.Builder builder) {
    @Nullable String same = options.value("--working-dir");
    if (same != null) {
      if (options.has("--folder") || options.has("--at")) {
        throw new UsageException("--working-dir (-W) and --folder, --at are mutually exclusive");
      }
      Path folder = Input.path(same);
      builder.folder(folder).place(folder.toString());
      return;
    }
    Path current = Input.path(".").toAbsolutePath().normalize();
    Path folder = Input.path(options.value("--folder", ".")).toAbsolutePath().normalize();
    if (!current.startsWith(folder)) {
      throw new UsageException(
          "--folder: expected a folder that the current one, "
              + current
              + ", is in, found "
              + folder);
    }
    String place = options.value("--at", InPlaceCommand.DEFAULT_PLACE);
    String below = folder.relativize(current).toString();
    builder.folder(folder).place(place).workingDir(below.isEmpty() ? place : place + "/" + below);
  }

  /**
   * Runtimes look for the program in the command's PATH only, and set HOME where it is not set. So
   * without PATH the program is looked for here, in what the command will see, and without HOME it
   * is started by {@code env}, which takes it away again.
   */
  private List<String> arguments(List<HostBind> shown) {
    List<String> arguments = new ArrayList<>(options.arguments());
    String program = arguments.get(0);
    if (program.indexOf('/') < 0 && !isSet("PATH")) {
      DEFAULT_PATH.stream()
          .map(folder -> Path.of(folder, program))
          .filter(file -> isSeen(file, shown) && Files.isExecutable(file))
          .findFirst()
          .ifPresent(file -> arguments.set(0, file.toString()));
    }
    if (!isSet("HOME") && isSeen(ENV, shown) && program.indexOf('=') < 0) {
      arguments.addAll(0, List.of(ENV.toString(), "-u", "HOME", "--"));
    }
    return arguments;
  }

  private boolean isSet(String name) {
    return environment.stream().anyMatch(variable -> variable.startsWith(name + "="));
  }

  private static boolean isSeen(Path file, List<HostBind> shown) {
    return Files.exists(file)
        && shown.stream()
            .anyMatch(
                bind ->
                    bind.source().toString().equals(bind.destination())
                        && file.startsWith(bind.source()));
  }
}
