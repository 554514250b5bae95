package dev.ocispec.service;

/**
 * What a sandbox promises, one for each row of the threat model, and what builds can ask for
 * besides.
 */
public enum SandboxPromise {
  /** Nothing of the host is seen but what is named. */
  HOST_FILES("host-files", "the host's files"),
  /** Inputs and host paths can't be changed. */
  INPUTS("inputs", "writes to inputs and host paths"),
  /** No process but the build's is seen. */
  PROCESSES("processes", "other processes"),
  /** There is no network. */
  NETWORK("network", "the network, the hypervisor"),
  /** A private network, where it can be had, leads to other machines and not to the host. */
  PRIVATE_NETWORK("private-network", "the host, with a private network"),
  /** Outputs are compared with what was promised of them. */
  PROMISED_OUTPUTS("promised-outputs", "what was promised of an output"),
  /** There are no capabilities, and none to be had; system calls are filtered. */
  PRIVILEGES("privileges", "privileges"),
  /** Only the usual devices can be opened. */
  DEVICES("devices", "devices"),
  /** What the kernel shows of itself is masked or read-only. */
  KERNEL_CONTROLS("kernel-controls", "the kernel's controls"),
  /** What a build uses is limited. */
  LIMITS("limits", "memory, processes, processor time"),
  /** The host's name is not seen. */
  NAMES("names", "names of the host"),
  /** A build has an id that is not the caller's. */
  IDS("ids", "the files of the user who started the build"),
  /** A build has none of the caller's groups. */
  GROUPS("groups", "files that only the caller's groups may read"),
  /** What a build leaves can't harm: no set-id bits, no device nodes. */
  AFTER_BUILD("after-build", "the host after the build"),
  /** Builds do not meet: folders, memory and keys are their own. */
  NEXT_BUILD("next-build", "the next build"),
  /** A writable tree above inputs that stay as they are can be had. */
  OVERLAY("overlay", "an overlay over inputs"),
  /** The shell that builds get is nothing but a shell. */
  SHELL("shell", "a shell that is only a shell"),
  /** Control groups can be set by the caller. */
  CONTROL_GROUPS("control-groups", "control groups");

  private final String id;
  private final String title;

  SandboxPromise(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** {@return the name in documents, for instance {@code host-files}; it never changes} */
  public String id() {
    return id;
  }

  /** {@return what it is about, as in the threat model} */
  public String title() {
    return title;
  }
}
