package dev.ocispec.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options of {@code restore}. The listeners receive the output of the container's process for as
 * long as it lives.
 */
public final class RestoreOptions extends ProcessOptions<RestoreOptions> {
  private final List<CriuOption> allowed = new ArrayList<>();
  private Optional<Path> workPath = Optional.empty();
  private Optional<Path> consoleSocket = Optional.empty();

  RestoreOptions() {}

  /**
   * Allows what CRIU refuses otherwise: what {@code checkpoint} was allowed.
   *
   * @param options what is allowed
   * @return these options
   */
  public RestoreOptions allow(CriuOption... options) {
    allowed.addAll(List.of(options));
    return this;
  }

  /**
   * Where CRIU writes its log. Default: a folder that the runtime chooses and removes.
   *
   * @param folder the folder
   * @return these options
   */
  public RestoreOptions workPath(Path folder) {
    workPath = Optional.of(folder.toAbsolutePath());
    return this;
  }

  /**
   * The socket for the terminal of a container that had one; see {@link
   * CreateOptions#consoleSocket}.
   *
   * @param socket the socket's path, on which someone listens
   * @return these options
   */
  public RestoreOptions consoleSocket(Path socket) {
    consoleSocket = Optional.of(socket.toAbsolutePath());
    return this;
  }

  boolean hasConsoleSocket() {
    return consoleSocket.isPresent();
  }

  List<String> flags(Path image) {
    List<String> flags = new ArrayList<>(List.of("--detach", "--image-path", image.toString()));
    workPath.ifPresent(folder -> flags.addAll(List.of("--work-path", folder.toString())));
    consoleSocket.ifPresent(socket -> flags.addAll(List.of("--console-socket", socket.toString())));
    allowed.forEach(option -> flags.add(option.flag()));
    return flags;
  }

  @Override
  RestoreOptions self() {
    return this;
  }
}
