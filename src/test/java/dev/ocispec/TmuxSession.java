package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A shell on a terminal that is typed into and read, as a person would. */
public final class TmuxSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path socket;

  private TmuxSession(Path socket) {
    this.socket = socket;
  }

  /** Starts one of that size, in {@code folder}; skips the test where there is no tmux. */
  public static TmuxSession start(Path folder, int columns, int rows) {
    Needs.program("tmux");
    TmuxSession session = new TmuxSession(folder.resolve("tmux"));
    try {
      Path settings = Files.writeString(folder.resolve("tmux.conf"), "set -g status off\n");
      session.run(
          "-f",
          settings.toString(),
          "new-session",
          "-d",
          "-x",
          Integer.toString(columns),
          "-y",
          Integer.toString(rows),
          "-c",
          folder.toString(),
          "env PS1='outer> ' sh");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    session.await("outer>");
    return session;
  }

  /** Types a line. */
  public void type(String line) {
    run("send-keys", "-l", line);
    run("send-keys", "Enter");
  }

  /** Presses a key by its name, for instance {@code C-c}. */
  public void press(String key) {
    run("send-keys", key);
  }

  /** Changes the size of the window. */
  public void resize(int columns, int rows) {
    run("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
  }

  /** What is on the screen; a line that did not fit into its width is one line again. */
  public String screen() {
    String joined = run("capture-pane", "-p", "-J");
    return joined
        .lines()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  /** Waits for a text on the screen. */
  public void await(String text) {
    assertThat(Eventually.holds(PATIENCE, () -> screen().contains(text)))
        .as("\"%s\" on the screen:\n%s", text, screen())
        .isTrue();
  }

  /** What a command of the outer shell prints, in one line. */
  public String answer(String command) {
    type("clear; echo \"<$(" + command + ")>\"");
    assertThat(Eventually.holds(PATIENCE, () -> answers().findFirst().isPresent()))
        .as(screen())
        .isTrue();
    return answers().findFirst().orElseThrow();
  }

  private Stream<String> answers() {
    return screen().lines().filter(line -> line.matches("<[^$]+>"));
  }

  @Override
  public void close() {
    run("kill-server");
  }

  private String run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
    line.addAll(List.of(arguments));
    JavaProgram.Result result = JavaProgram.run(line, PATIENCE.toSeconds());
    assertThat(result.code()).as("%s: %s", line, result.err()).isZero();
    return result.out();
  }
}
