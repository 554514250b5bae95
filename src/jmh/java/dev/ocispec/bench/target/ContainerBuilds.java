package dev.ocispec.bench.target;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures builds beside {@code runc run} of the same bundle: in a warm service, and as processes.
 */
final class ContainerBuilds {
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 20;

  private ContainerBuilds() {}

  /** The figures of those targets; none of those that something is missing for, and a word why. */
  static List<Figure> of(List<Target> targets) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (Target target : targets) {
      boolean processes = target.subjects().contains(Targets.ELAPSED);
      Optional<String> obstacle =
          obstacle().or(() -> processes ? BuiltCommand.obstacle() : Optional.empty());
      if (obstacle.isPresent()) {
        System.out.println(target.work() + " skipped: " + obstacle.get());
      } else if (processes) {
        try (TemporaryFolder folder = TemporaryFolder.create("ocispec-commands")) {
          figures.add(processes(target, BuiltCommand.in(folder.path())));
        }
      } else {
        try (TemporaryFolder folder = TemporaryFolder.create("ocispec-warm-builds")) {
          figures.addAll(WarmBuilds.of(target, folder.path()));
        }
      }
    }
    return figures;
  }

  private static Figure processes(Target target, BuiltCommand command)
      throws IOException, InterruptedException {
    String builds = Files.createDirectory(command.folder().resolve("builds")).toString();
    Path bundle = WarmBuilds.bundle(Files.createDirectory(command.folder().resolve("kept")));
    List<String> line =
        command.line("sandbox", "run", "--builds", builds, "--", "/bin/sh", "-c", "true");
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double our = TimedCommand.run(line, command.errors()).elapsed();
      double their = TimedCommand.run(WarmBuilds.runc(bundle), command.errors()).elapsed();
      if (round >= 0) {
        ours.add(our);
        theirs.add(their);
      }
    }
    return new Figure(target.work(), target.baseline(), Targets.ELAPSED, ours, theirs);
  }

  private static Optional<String> obstacle() {
    if (!System.getProperty("user.name").equals("root")) {
      return Optional.of("only root can start containers with runc");
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "runc")))
        ? Optional.empty()
        : Optional.of("runc is not on PATH");
  }
}
