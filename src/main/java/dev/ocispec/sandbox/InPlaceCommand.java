package dev.ocispec.sandbox;

import dev.ocispec.request.BuildNetwork;
import java.nio.file.Path;
import java.util.List;

/**
 * A command that works in a folder of the host: an immutable value. For other programs' builds,
 * which bring their own inputs and fetch their own outputs.
 *
 * <pre>{@code
 * InPlaceCommand command =
 *     InPlaceCommand.builder()
 *         .folder(Path.of("/srv/build/1"))
 *         .addArgs("make", "all")
 *         .addEnvironment("PATH=/usr/bin:/bin")
 *         .addShown(HostBind.same(Path.of("/usr")))
 *         .build();
 * }</pre>
 *
 * <p>Everything outside {@link #folder()} and {@link #writable()} is read-only or private, and
 * nothing of the host is seen but those, {@link #shown()}, and what {@link
 * Sandbox#plan(InPlaceCommand, dev.ocispec.host.HostFacts)} adds for name resolution.
 */
public interface InPlaceCommand extends SandboxJacksonRefusal {
  /** Where the folder is seen by default: {@code /work}. */
  String DEFAULT_PLACE = "/work";

  /** {@return the program and its arguments; at least one} */
  List<String> args();

  /** {@return the folder of the host that the command may change, absolute} */
  Path folder();

  /** {@return where the command sees that folder, absolute; {@link #DEFAULT_PLACE} by default} */
  String place();

  /** {@return the folder that the command starts in, absolute; {@link #place()} by default} */
  String workingDir();

  /**
   * {@return the variables as {@code KEY=value}; they are passed on as they are, in their order,
   * and nothing is added} Empty by default.
   */
  List<String> environment();

  /** {@return what else of the host is seen, read-only; nothing by default} */
  List<HostBind> shown();

  /**
   * {@return further files and folders of the host that the command may change, absolute, each seen
   * at its own path; none by default} {@code /tmp} and {@code /dev/shm} name the private ones that
   * every command has, not the host's.
   */
  List<Path> writable();

  /** {@return places of further private, empty folders in memory, absolute; none by default} */
  List<String> temporary();

  /** {@return which network the command has; {@link BuildNetwork#NONE} by default} */
  BuildNetwork network();

  /** {@return whether the command shares the host's network; {@code false} by default} */
  default boolean networkAccess() {
    return network() == BuildNetwork.HOST;
  }

  /** {@return a builder with the defaults} */
  static Builder builder() {
    return ImmutableInPlaceCommand.builder();
  }

  /** {@return a builder that has what this value has} */
  default Builder toBuilder() {
    return ImmutableInPlaceCommand.builder().from(this);
  }

  /** Collects a command. Not thread-safe. */
  interface Builder {
    /**
     * Sets the program and its arguments.
     *
     * @param values the program and its arguments
     * @return this builder
     */
    Builder args(Iterable<String> values);

    /**
     * Appends arguments; the first of all is the program.
     *
     * @param values the program and its arguments
     * @return this builder
     */
    Builder addArgs(String... values);

    /**
     * Sets the folder that the command may change.
     *
     * @param value an absolute path of the host
     * @return this builder
     */
    Builder folder(Path value);

    /**
     * Sets where the command sees that folder.
     *
     * @param value an absolute path
     * @return this builder
     */
    Builder place(String value);

    /**
     * Sets the folder that the command starts in.
     *
     * @param value an absolute path as the command sees it
     * @return this builder
     */
    Builder workingDir(String value);

    /**
     * Replaces the variables.
     *
     * @param values {@code KEY=value} each
     * @return this builder
     */
    Builder environment(Iterable<String> values);

    /**
     * Appends variables.
     *
     * @param values {@code KEY=value} each
     * @return this builder
     */
    Builder addEnvironment(String... values);

    /**
     * Replaces what else is seen of the host.
     *
     * @param values what is seen, read-only
     * @return this builder
     */
    Builder shown(Iterable<? extends HostBind> values);

    /**
     * Shows more of the host.
     *
     * @param values what is seen, read-only
     * @return this builder
     */
    Builder addShown(HostBind... values);

    /**
     * Replaces what else the command may change.
     *
     * @param values absolute paths of the host
     * @return this builder
     */
    Builder writable(Iterable<? extends Path> values);

    /**
     * Lets the command change more.
     *
     * @param values absolute paths of the host
     * @return this builder
     */
    Builder addWritable(Path... values);

    /**
     * Replaces the places of private folders in memory.
     *
     * @param values absolute paths
     * @return this builder
     */
    Builder temporary(Iterable<String> values);

    /**
     * Adds private folders in memory.
     *
     * @param values absolute paths
     * @return this builder
     */
    Builder addTemporary(String... values);

    /**
     * Sets which network the command has.
     *
     * @param value the network
     * @return this builder
     */
    Builder network(BuildNetwork value);

    /**
     * Sets whether the command shares the host's network: the same as {@link #network} with {@link
     * BuildNetwork#HOST} or {@link BuildNetwork#NONE}.
     *
     * @param value whether it does
     * @return this builder
     */
    default Builder networkAccess(boolean value) {
      return network(value ? BuildNetwork.HOST : BuildNetwork.NONE);
    }

    /**
     * Makes the value.
     *
     * @return the command
     * @throws IllegalArgumentException when there is no program, or a path is not absolute and
     *     clean, or a variable has no {@code =}; the message names it
     * @throws IllegalStateException when no folder was given
     */
    InPlaceCommand build();
  }
}
