package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.OutputListener;
import dev.ocispec.sandbox.InPlaceCommand;
import dev.ocispec.sandbox.Sandbox;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Options of a command in place; anything not set has the default given here. */
public interface InPlaceOptions {
  /**
   * The runtime that runs the command; default {@link OciRuntime#findAny()}.
   *
   * @param value the runtime
   * @return these options
   */
  InPlaceOptions runtime(OciRuntime value);

  /**
   * How its container is made; default {@link Sandbox#standard()}.
   *
   * @param value the sandbox
   * @return these options
   */
  InPlaceOptions sandbox(Sandbox value);

  /**
   * What is known of this host; default {@link HostFacts#detect(java.util.Collection)} with the
   * paths that the command names, without the device nodes that none of these leads to.
   *
   * @param value gives the facts for a command
   * @return these options
   */
  InPlaceOptions facts(Function<InPlaceCommand, HostFacts> value);

  /**
   * How long the command may run; more than 0. Then it gets SIGTERM, and SIGKILL after the {@link
   * #killDelay}. No limit by default.
   *
   * @param limit how long it may run
   * @return these options
   */
  InPlaceOptions timeout(Duration limit);

  /**
   * How long a command whose time is up has to end by itself after SIGTERM, 0 or more. Default: 0,
   * so that it gets SIGKILL at once.
   *
   * @param delay how long it has
   * @return these options
   */
  InPlaceOptions killDelay(Duration delay);

  /**
   * What the command's standard input is; the listener's own thread reads it as it comes. Empty by
   * default.
   *
   * @param source the stream
   * @return these options
   */
  InPlaceOptions stdin(InputStream source);

  /**
   * Whether the command gets the standard input of this Java process itself, not a copy. Only for a
   * pipe: a build that gets a file or a folder of the host can open it anew, with other rights.
   * Default: {@code false}.
   *
   * @param value whether it does
   * @return these options
   */
  InPlaceOptions inheritStdin(boolean value);

  /**
   * Hears standard output while it is written, as bytes; nobody by default.
   *
   * @param listener receives each piece
   * @return these options
   */
  InPlaceOptions stdout(OutputListener listener);

  /**
   * Hears standard error while it is written, as bytes; nobody by default.
   *
   * @param listener receives each piece
   * @return these options
   */
  InPlaceOptions stderr(OutputListener listener);

  /**
   * Whether the sandbox is observed from inside before the command runs, which then is not run if
   * it does not hold. Default: {@code false}.
   *
   * @param value whether it is observed
   * @return these options
   */
  InPlaceOptions attest(boolean value);

  /**
   * Hears what the host did not allow; nobody by default.
   *
   * @param listener is called with each remark, before the command runs
   * @return these options
   */
  InPlaceOptions remarks(Consumer<Finding> listener);
}
