package dev.ocispec.runtime;

import dev.ocispec.spec.LinuxResources;
import dev.ocispec.state.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * An OCI runtime's command line: runc, crun, runsc, or a wrapper script of one. A value: {@code
 * with…} methods give changed copies. All methods can be called from several threads.
 *
 * <p>Each verb is one method. Its options have defaults; lambdas after the other arguments change
 * them, one after the other: {@code runtime.delete("demo", o -> o.force(true))}.
 *
 * <p>Every verb throws a {@link RuntimeFailureException} when the runtime can't do what is asked,
 * of the same subclass whichever runtime it is. From each can come {@link RuntimeMissingException}
 * when the program can't be started, {@link RuntimeTimedOutException} when the deadline passes,
 * {@link CallInterruptedException} when the thread is interrupted, {@link UnsupportedVerbException}
 * when this runtime has no such verb, {@link UnexpectedOutputException} when it prints no valid
 * answer. Each with a container id throws {@link InvalidContainerIdException} before it runs
 * anything, each on a container that should be there {@link ContainerNotFoundException}, and {@link
 * WrongStatusException} when it is not in a status that the method speaks of.
 */
@SuppressWarnings("varargs") // The arrays of options are only read.
public final class OciRuntime extends RuntimeQueries {
  private static final String SYSTEMD_CGROUP = "--systemd-cgroup";

  /** The deadline of most calls when none is set: 30 seconds. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** The names of the runtimes that {@link #findAny} looks for, in that order. */
  public static final List<String> DEFAULT_ORDER = List.of("runc", "crun", "runsc");

  private final RuntimeProgram program;
  private final ControlVerbs controls;
  private final LaunchVerbs launches;

  private OciRuntime(RuntimeProgram program) {
    super(program);
    this.program = program;
    this.controls = new ControlVerbs(program);
    this.launches = new LaunchVerbs(program);
  }

  /**
   * {@return the runtime of that file name in the folders of the environment variable {@code PATH},
   * or else in the {@code sbin} folders, which users' paths often lack}
   *
   * @param name a file name, for instance {@code runc}
   * @throws RuntimeMissingException when there is no such executable file
   */
  public static OciRuntime find(String name) {
    return new OciRuntime(RuntimeProgram.find(name));
  }

  /**
   * {@return the first runtime of {@link #DEFAULT_ORDER} that {@link #find} finds: what is used
   * where none is named}
   *
   * @throws RuntimeMissingException when none of them is installed; it names the first
   */
  public static OciRuntime findAny() {
    return new OciRuntime(RuntimeProgram.findAny(DEFAULT_ORDER));
  }

  /**
   * {@return the runtime with that executable, which is looked at with the first call only}
   *
   * @param executable the runtime's executable
   */
  public static OciRuntime of(Path executable) {
    return new OciRuntime(RuntimeProgram.of(executable));
  }

  /** Whether it was told where to keep its containers. */
  boolean hasRoot() {
    return program.root().isPresent();
  }

  /** {@return the program's absolute path} */
  public Path executable() {
    return program.executable();
  }

  /**
   * The folder in which the runtime keeps what it knows of containers; containers of different
   * folders do not see each other. Default: the runtime's own, for instance {@code /run/runc}.
   *
   * @param folder the folder
   * @return the same runtime with that setting
   */
  public OciRuntime withRoot(Path folder) {
    return new OciRuntime(program.withRoot(folder));
  }

  /**
   * Has systemd make the cgroups; {@code linux.cgroupsPath} then has the form {@code
   * slice:prefix:name}. runsc has the option, too.
   *
   * @return the same runtime with that setting
   */
  public OciRuntime withSystemdCgroup() {
    return withGlobalOptions(SYSTEMD_CGROUP);
  }

  /** {@return whether systemd makes the cgroups, see {@link #withSystemdCgroup()}} */
  public boolean usesSystemdCgroup() {
    return program.arguments().contains(SYSTEMD_CGROUP);
  }

  /**
   * Whether errors with cgroups are ignored because the caller is no root. Default: the runtime
   * finds out itself. For runc and crun.
   *
   * @param value whether errors with cgroups are ignored
   * @return the same runtime with that setting
   */
  public OciRuntime withRootless(boolean value) {
    return withGlobalOptions("--rootless=" + value);
  }

  /**
   * Options that stand before the verb, for what has no method here, for instance {@code
   * --network=none} of runsc or {@code --cgroup-manager=disabled} of crun.
   *
   * @param options the options, each as one argument
   * @return the same runtime with that setting
   */
  public OciRuntime withGlobalOptions(String... options) {
    return new OciRuntime(program.with(options));
  }

  /**
   * A program of the host that starts the runtime in its own place, for instance {@code setarch
   * linux32}: what is set for a process and inherited, such as its personality, then holds for
   * containers, too. Default: none. Replaces one that was given before.
   *
   * @param command the program and its arguments; the runtime's command line follows
   * @return the same runtime with that setting
   */
  public OciRuntime withLauncher(String... command) {
    return new OciRuntime(program.withLauncher(List.of(command)));
  }

  /**
   * A variable in the environment of the runtime's process. Of this process' own variables only
   * {@code PATH}, {@code HOME}, {@code XDG_RUNTIME_DIR}, {@code TMPDIR} and the two addresses of
   * D-Bus ({@code DBUS_SESSION_BUS_ADDRESS}, {@code DBUS_SYSTEM_BUS_ADDRESS}) are passed on, since
   * runtimes believe what they find there; this adds to them or replaces one.
   *
   * @param name the variable's name
   * @param value its value
   * @return the same runtime with that setting
   */
  public OciRuntime withEnvironment(String name, String value) {
    return new OciRuntime(program.withEnvironment(name, value));
  }

  /**
   * The folder in which each call gets a temporary folder {@code ocispec-call-PID-…} of its own;
   * this process and the runtime can write there. Default: Java's folder for temporary files.
   *
   * @param folder the folder
   * @return the same runtime with that setting
   */
  public OciRuntime withWorkFolder(Path folder) {
    return new OciRuntime(program.withWorkFolder(folder));
  }

  /**
   * The deadline, more than 0, of all calls that are not given one of their own, but for run, exec
   * and events. Default: {@link #DEFAULT_TIMEOUT}.
   *
   * @param timeout the deadline
   * @return the same runtime with that setting
   */
  public OciRuntime withTimeout(Duration timeout) {
    return new OciRuntime(program.withTimeout(CallOptions.checked(timeout)));
  }

  /**
   * Makes a container whose process does not run yet.
   *
   * @param id unique below the runtime's root folder
   * @param bundle the folder with {@code config.json}
   * @param options what differs from the defaults
   * @return the container; closing it kills and deletes it
   * @throws BundleRefusedException when the runtime does not take the bundle
   * @throws ContainerExistsException when the id is taken
   * @throws CommandNotFoundException when the program is not in the root filesystem; some runtimes
   *     see that on {@link #start} only
   * @throws CommandNotExecutableException when the program may not be executed
   * @throws TerminalUnsupportedException when the bundle asks for a terminal and there is neither
   *     {@link CreateOptions#terminal} nor {@link CreateOptions#consoleSocket}, or it is this
   *     process' own, or this machine is not supported
   * @throws PseudoTerminalMissingException when it is a {@link PseudoTerminal} without pty4j
   * @throws UnexpectedOutputException when the runtime hands over no terminal
   */
  @SafeVarargs
  public final Container create(String id, Path bundle, Consumer<CreateOptions>... options) {
    Path folder = bundle.toAbsolutePath();
    CreateOptions chosen = CallOptions.chosen(new CreateOptions(), options);
    return new Container(this, program, id, folder, launches.create(id, folder, chosen));
  }

  /**
   * Runs the process of a created container, without waiting for its end.
   *
   * @param id the container's id
   * @param options what differs from the defaults
   * @return the state afterwards: {@code running}, or {@code stopped} when the process has ended
   *     already. Runtimes report success also when the program could not be executed in the end;
   *     the container is then stopped and its standard error says why
   */
  @SafeVarargs
  public final State start(String id, Consumer<VerbOptions>... options) {
    return controls.start(id, CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * Sends a signal to a container that is created, running or paused.
   *
   * @param id the container's id
   * @param signal the signal
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final void kill(String id, Signal signal, Consumer<KillOptions>... options) {
    controls.kill(id, signal, CallOptions.chosen(new KillOptions(), options));
  }

  /**
   * Removes a container that is stopped or was never started, or with {@code force} any; then it
   * does not matter either when there is none.
   *
   * @param id the container's id
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final void delete(String id, Consumer<DeleteOptions>... options) {
    controls.delete(id, CallOptions.chosen(new DeleteOptions(), options));
  }

  /**
   * Makes a container, runs its process to the end, and removes it.
   *
   * <p>The process' exit code is a result, whatever it is; only what keeps the process from running
   * is thrown, as by {@link #create}. After a failure, a deadline or an interrupt nothing of the
   * container is left.
   *
   * @param id a new container's id, unique below the runtime's root folder
   * @param bundle the folder with {@code config.json}
   * @param options what differs from the defaults
   * @return how the process ended
   * @throws RuntimeCrashedException when the runtime was killed and left the container
   * @throws TerminalUnsupportedException when the bundle asks for a terminal and there is no option
   *     {@link RunOptions#terminal}, or it is this process' own and there is none
   * @throws PseudoTerminalMissingException when it is a {@link PseudoTerminal} without pty4j
   */
  @SafeVarargs
  public final RunResult run(String id, Path bundle, Consumer<RunOptions>... options) {
    RunOptions chosen = CallOptions.chosen(new RunOptions(), options);
    return launches.run(id, bundle.toAbsolutePath(), chosen);
  }

  /**
   * Writes a running or paused container's processes with all their memory to files, by CRIU, which
   * must be installed: {@code criu} for runc, its library for crun. The container is ended and
   * deleted, unless it is to {@linkplain CheckpointOptions#leaveRunning go on}.
   *
   * @param id the container's id
   * @param image the folder for the files, which the runtime makes when it is not there
   * @param options what differs from the defaults
   * @throws VerbRefusedException when CRIU is missing, or can't do it; its log is in {@link
   *     CheckpointOptions#workPath}
   */
  @SafeVarargs
  public final void checkpoint(String id, Path image, Consumer<CheckpointOptions>... options) {
    controls.checkpoint(
        id, image.toAbsolutePath(), CallOptions.chosen(new CheckpointOptions(), options));
  }

  /**
   * Makes a container from a checkpoint; its processes go on where they were.
   *
   * @param id unique below the runtime's root folder
   * @param bundle the bundle that the container was made from, or an equal one
   * @param image the folder with the files of {@link #checkpoint}
   * @param options what differs from the defaults
   * @return the container, running; closing it kills and deletes it
   * @throws VerbRefusedException when CRIU is missing, or can't do it
   */
  @SafeVarargs
  public final Container restore(
      String id, Path bundle, Path image, Consumer<RestoreOptions>... options) {
    Path folder = bundle.toAbsolutePath();
    RestoreOptions chosen = CallOptions.chosen(new RestoreOptions(), options);
    return new Container(
        this, program, id, folder, launches.restore(id, folder, image.toAbsolutePath(), chosen));
  }

  /**
   * {@return {@link #exec(String, List, Consumer[])} with all defaults}
   *
   * @param id the container's id
   * @param args the command and its arguments
   */
  public RunResult exec(String id, String... args) {
    return exec(id, List.of(args));
  }

  /**
   * Runs a further process in a created or running container to its end. When the deadline passes
   * or the thread is interrupted, the process is killed; the container goes on.
   *
   * @param id the container's id
   * @param args the program and its arguments
   * @param options what differs from the defaults
   * @return how the process ended
   * @throws CommandNotFoundException when the program is not in the root filesystem
   * @throws CommandNotExecutableException when the program may not be executed
   */
  @SafeVarargs
  public final RunResult exec(String id, List<String> args, Consumer<ExecOptions>... options) {
    return launches.exec(id, args, CallOptions.chosen(new ExecOptions(), options));
  }

  /**
   * Stops all processes of a created or running container until it is resumed.
   *
   * @param id the container's id
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final void pause(String id, Consumer<VerbOptions>... options) {
    controls.pause(id, CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * Lets a paused or created container go on.
   *
   * @param id the container's id
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final void resume(String id, Consumer<VerbOptions>... options) {
    controls.resume(id, CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * Changes the limits of a container that is created, running or paused.
   *
   * @param id the container's id
   * @param resources the limits to change; absent limits do not change
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final void update(String id, LinuxResources resources, Consumer<VerbOptions>... options) {
    controls.update(id, resources, CallOptions.chosen(new VerbOptions(), options));
  }
}
