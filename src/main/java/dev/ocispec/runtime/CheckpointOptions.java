package dev.ocispec.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options of {@code checkpoint}. */
public final class CheckpointOptions extends CallOptions<CheckpointOptions> {
  private final List<CriuOption> allowed = new ArrayList<>();
  private Optional<Path> workPath = Optional.empty();
  private boolean leaveRunning;

  CheckpointOptions() {}

  /**
   * Lets the container go on afterwards. Default: {@code false}, it is ended and deleted.
   *
   * @param value whether it goes on
   * @return these options
   */
  public CheckpointOptions leaveRunning(boolean value) {
    leaveRunning = value;
    return this;
  }

  /**
   * Allows what CRIU refuses otherwise. May be called several times; nothing is allowed by default.
   *
   * @param options what is allowed, to be given to {@code restore} as well
   * @return these options
   */
  public CheckpointOptions allow(CriuOption... options) {
    allowed.addAll(List.of(options));
    return this;
  }

  /**
   * Where CRIU writes its log. Default: a folder that the runtime chooses and removes.
   *
   * @param folder the folder
   * @return these options
   */
  public CheckpointOptions workPath(Path folder) {
    workPath = Optional.of(folder.toAbsolutePath());
    return this;
  }

  List<String> arguments(String id, Path image) {
    List<String> arguments = new ArrayList<>(List.of("--image-path", image.toString()));
    workPath.ifPresent(folder -> arguments.addAll(List.of("--work-path", folder.toString())));
    allowed.forEach(option -> arguments.add(option.flag()));
    if (leaveRunning) {
      arguments.add("--leave-running");
    }
    arguments.add(id);
    return arguments;
  }

  @Override
  CheckpointOptions self() {
    return this;
  }
}
