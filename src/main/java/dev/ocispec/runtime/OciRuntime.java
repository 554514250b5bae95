package dev.ocispec.runtime;

import dev.ocispec.features.Features;
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
 * <p>Every method that runs the program throws a {@link RuntimeFailureException} when the runtime
 * can't do what is asked, of the same subclass whichever runtime it is. Three can come from each:
 * {@link RuntimeMissingException} when the program can't be started, {@link
 * RuntimeTimedOutException} when the deadline passes, {@link CallInterruptedException} when the
 * thread is interrupted. Each method that takes a container id throws {@link
 * InvalidContainerIdException} before it runs anything.
 */
public final class OciRuntime {
  /** The deadline of most calls when none is set: 30 seconds. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private final RuntimeProgram program;
  private final Verbs verbs;

  private OciRuntime(RuntimeProgram program, Duration timeout) {
    this.program = program;
    this.verbs = new Verbs(program, timeout);
  }

  /**
   * The runtime of that name in the folders of the environment variable {@code PATH}, or else in
   * the {@code sbin} folders, where some distributions keep runtimes and which users' paths often
   * lack.
   *
   * @param name a file name, for instance {@code runc}
   * @throws RuntimeMissingException when no such executable file is there
   */
  public static OciRuntime find(String name) {
    return of(Executables.find(name));
  }

  /**
   * The runtime with that executable, which is looked at with the first call only.
   *
   * @param executable a path; a relative one is made absolute at once
   */
  public static OciRuntime of(Path executable) {
    return new OciRuntime(RuntimeProgram.of(executable), DEFAULT_TIMEOUT);
  }

  /** The program's absolute path. */
  public Path executable() {
    return program.executable();
  }

  /**
   * The folder in which the runtime keeps what it knows of containers; containers of different
   * folders do not see each other. Default: the runtime's own, for instance {@code /run/runc}.
   */
  public OciRuntime withRoot(Path folder) {
    return new OciRuntime(program.withRoot(folder), verbs.timeout());
  }

  /**
   * Has systemd make the cgroups; {@code linux.cgroupsPath} then has the form {@code
   * slice:prefix:name}. runsc has the option, too.
   */
  public OciRuntime withSystemdCgroup() {
    return with("--systemd-cgroup");
  }

  /**
   * Whether errors with cgroups are ignored because the caller is no root. Default: the runtime
   * finds out itself. For runc and crun.
   */
  public OciRuntime withRootless(boolean value) {
    return with("--rootless=" + value);
  }

  /**
   * Options that stand before the verb, for what has no method here, for instance {@code
   * --network=none} of runsc or {@code --cgroup-manager=disabled} of crun.
   */
  public OciRuntime withGlobalOptions(String... options) {
    return with(options);
  }

  /** A variable in the environment of the runtime's process, beside those of this process. */
  public OciRuntime withEnvironment(String name, String value) {
    return new OciRuntime(program.withEnvironment(name, value), verbs.timeout());
  }

  /**
   * The folder in which each call gets a temporary folder {@code ocispec-call-PID-…} of its own.
   * Default: Java's folder for temporary files.
   *
   * @param folder exists, and can be written by this process and the runtime
   */
  public OciRuntime withWorkFolder(Path folder) {
    return new OciRuntime(program.withWorkFolder(folder), verbs.timeout());
  }

  /**
   * The deadline of all calls that are not given one of their own, but for run, exec and events.
   *
   * @param timeout more than 0; {@link #DEFAULT_TIMEOUT} when this method is not called
   */
  public OciRuntime withTimeout(Duration timeout) {
    return new OciRuntime(program, CallOptions.checked(timeout));
  }

  private OciRuntime with(String... more) {
    return new OciRuntime(program.with(more), verbs.timeout());
  }

  /** {@link #create(String, Path, Consumer)} with all defaults. */
  public Container create(String id, Path bundle) {
    return create(id, bundle, options -> {});
  }

  /**
   * Makes a container whose process does not run yet.
   *
   * @param id unique below the runtime's root folder
   * @param bundle the folder with {@code config.json}
   * @return the container; closing it kills and deletes it
   * @throws BundleRefusedException when the runtime does not take the bundle
   * @throws ContainerExistsException when the id is taken
   * @throws CommandNotFoundException when the program is not in the root filesystem; some runtimes
   *     see that on {@link #start} only
   * @throws CommandNotExecutableException when the program may not be executed
   * @throws TerminalUnsupportedException when the bundle asks for a terminal
   */
  public Container create(String id, Path bundle, Consumer<CreateOptions> options) {
    CreateOptions chosen = new CreateOptions();
    options.accept(chosen);
    return Creation.create(this, verbs, id, bundle.toAbsolutePath(), chosen);
  }

  /** {@link #start(String, Consumer)} with all defaults. */
  public State start(String id) {
    return start(id, options -> {});
  }

  /**
   * Runs the process of a created container, without waiting for its end.
   *
   * @return the state afterwards: {@code running}, or {@code stopped} when the process has ended
   *     already. Runtimes report success also when the program could not be executed in the end;
   *     the container is then stopped and its standard error says why
   * @throws ContainerNotFoundException when there is no such container
   * @throws WrongStatusException when it is not just created
   */
  public State start(String id, Consumer<VerbOptions> options) {
    return verbs.start(id, plain(options));
  }

  /** {@link #state(String, Consumer)} with all defaults. */
  public State state(String id) {
    return state(id, options -> {});
  }

  /**
   * What the runtime knows of a container. A process that has ended but was not waited for by its
   * parent counts as {@code stopped} here; crun 1.8 says {@code running} of it.
   *
   * @throws ContainerNotFoundException when there is no such container
   * @throws UnexpectedOutputException when the answer is no state document
   */
  public State state(String id, Consumer<VerbOptions> options) {
    return verbs.state(id, plain(options));
  }

  /** {@link #kill(String, Signal, Consumer)} with all defaults. */
  public void kill(String id, Signal signal) {
    kill(id, signal, options -> {});
  }

  /**
   * Sends a signal to a container.
   *
   * @throws ContainerNotFoundException when there is no such container
   * @throws WrongStatusException when it is stopped
   */
  public void kill(String id, Signal signal, Consumer<KillOptions> options) {
    KillOptions chosen = new KillOptions();
    options.accept(chosen);
    verbs.kill(id, signal, chosen);
  }

  /** {@link #delete(String, Consumer)} with all defaults. */
  public void delete(String id) {
    delete(id, options -> {});
  }

  /**
   * Removes a container that is stopped or was never started, or with {@code force} any.
   *
   * @throws ContainerNotFoundException when there is no such container and it is not forced
   * @throws WrongStatusException when it runs or is paused and it is not forced
   */
  public void delete(String id, Consumer<DeleteOptions> options) {
    DeleteOptions chosen = new DeleteOptions();
    options.accept(chosen);
    verbs.delete(id, chosen);
  }

  /** {@link #run(String, Path, Consumer)} with all defaults. */
  public RunResult run(String id, Path bundle) {
    return run(id, bundle, options -> {});
  }

  /**
   * Makes a container, runs its process to the end, and removes it.
   *
   * <p>The process' exit code is a result, whatever it is; only what keeps the process from running
   * is thrown. After a failure, a deadline or an interrupt nothing of the container is left.
   *
   * @param id unique below the runtime's root folder
   * @param bundle the folder with {@code config.json}
   * @throws BundleRefusedException when the runtime does not take the bundle
   * @throws ContainerExistsException when the id is taken
   * @throws CommandNotFoundException when the program is not in the root filesystem
   * @throws CommandNotExecutableException when the program may not be executed
   * @throws RuntimeCrashedException when the runtime was killed and left the container
   * @throws TerminalUnsupportedException when the bundle asks for a terminal
   */
  public RunResult run(String id, Path bundle, Consumer<RunOptions> options) {
    RunOptions chosen = new RunOptions();
    options.accept(chosen);
    return Creation.run(verbs, id, bundle.toAbsolutePath(), chosen);
  }

  /** {@link #exec(String, List, Consumer)} with all defaults. */
  public RunResult exec(String id, String... args) {
    return exec(id, List.of(args), options -> {});
  }

  /**
   * Runs a further process in a container to its end. When the deadline passes or the thread is
   * interrupted, the process is killed; the container goes on.
   *
   * @param args the program and its arguments
   * @throws ContainerNotFoundException when there is no such container
   * @throws WrongStatusException when it is stopped or paused
   * @throws CommandNotFoundException when the program is not in the root filesystem
   * @throws CommandNotExecutableException when the program may not be executed
   */
  public RunResult exec(String id, List<String> args, Consumer<ExecOptions> options) {
    ExecOptions chosen = new ExecOptions();
    options.accept(chosen);
    return Creation.exec(verbs, id, args, chosen);
  }

  /** {@link #list(Consumer)} with all defaults. */
  public List<ContainerSummary> list() {
    return list(options -> {});
  }

  /** The containers below the runtime's root folder. */
  public List<ContainerSummary> list(Consumer<VerbOptions> options) {
    return inspection().list(plain(options));
  }

  /** {@link #ps(String, Consumer)} with all defaults. */
  public List<Long> ps(String id) {
    return ps(id, options -> {});
  }

  /**
   * The processes of a container by their numbers on the host, or with runsc in the container; none
   * when it is stopped.
   *
   * @throws ContainerNotFoundException when there is no such container
   */
  public List<Long> ps(String id, Consumer<VerbOptions> options) {
    return inspection().ps(id, plain(options));
  }

  /** {@link #pause(String, Consumer)} with all defaults. */
  public void pause(String id) {
    pause(id, options -> {});
  }

  /**
   * Stops all processes of a container until it is resumed.
   *
   * @throws ContainerNotFoundException when there is no such container
   * @throws WrongStatusException when it is stopped or paused already
   */
  public void pause(String id, Consumer<VerbOptions> options) {
    verbs.pause(id, plain(options));
  }

  /** {@link #resume(String, Consumer)} with all defaults. */
  public void resume(String id) {
    resume(id, options -> {});
  }

  /**
   * Lets a paused container go on.
   *
   * @throws ContainerNotFoundException when there is no such container
   * @throws WrongStatusException when it is not paused
   */
  public void resume(String id, Consumer<VerbOptions> options) {
    verbs.resume(id, plain(options));
  }

  /** {@link #update(String, LinuxResources, Consumer)} with all defaults. */
  public void update(String id, LinuxResources resources) {
    update(id, resources, options -> {});
  }

  /**
   * Changes the limits of a container.
   *
   * @param resources the limits to change; what is absent stays as it is
   * @throws ContainerNotFoundException when there is no such container
   * @throws WrongStatusException when it is stopped
   */
  public void update(String id, LinuxResources resources, Consumer<VerbOptions> options) {
    verbs.update(id, resources, plain(options));
  }

  /** {@link #stats(String, Consumer)} with all defaults. */
  public ContainerEvent stats(String id) {
    return stats(id, options -> {});
  }

  /**
   * What a container uses now.
   *
   * @throws ContainerNotFoundException when there is no such container
   * @throws WrongStatusException when it is stopped
   * @throws UnsupportedVerbException when the runtime has no such verb, as crun
   */
  public ContainerEvent stats(String id, Consumer<VerbOptions> options) {
    return inspection().stats(id, plain(options));
  }

  /**
   * Tells what happens to a container, and regularly what it uses, until it is stopped.
   *
   * @param listener is called on another thread; what it throws is thrown at the end
   * @throws ContainerNotFoundException when there is no such container
   * @throws WrongStatusException when it is stopped
   * @throws UnsupportedVerbException when the runtime has no such verb, as crun
   */
  public void events(
      String id, Consumer<ContainerEvent> listener, Consumer<EventsOptions> options) {
    EventsOptions chosen = new EventsOptions();
    options.accept(chosen);
    inspection().events(id, listener, chosen);
  }

  /** {@link #features(Consumer)} with all defaults. */
  public Features features() {
    return features(options -> {});
  }

  /**
   * What the runtime can do, as it says itself.
   *
   * @throws UnsupportedVerbException when it does not say, as runsc and crun 1.8
   * @throws UnexpectedOutputException when the answer is no features document
   */
  public Features features(Consumer<VerbOptions> options) {
    return inspection().features(plain(options));
  }

  /** {@link #version(Consumer)} with all defaults. */
  public RuntimeVersion version() {
    return version(options -> {});
  }

  /**
   * The runtime's name and version.
   *
   * @throws UnexpectedOutputException when the answer does not begin with {@code NAME version
   *     VERSION}
   */
  public RuntimeVersion version(Consumer<VerbOptions> options) {
    return inspection().version(plain(options));
  }

  private Inspection inspection() {
    return new Inspection(verbs);
  }

  private static VerbOptions plain(Consumer<VerbOptions> options) {
    VerbOptions chosen = new VerbOptions();
    options.accept(chosen);
    return chosen;
  }
}
