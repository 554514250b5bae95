package dev.ocispec.sandbox;

import dev.ocispec.report.Finding;
import dev.ocispec.report.Level;

/**
 * What the profile {@code standard} requires of the request and the host. The ids appear in
 * refusals and remarks and never change.
 */
public enum SandboxRule {
  /** Without a user namespace the runtime is run by root. */
  ROOTFUL("sandbox-rootful"),
  /** The host lets this user make user namespaces. */
  USER_NAMESPACE("sandbox-user-namespace"),
  /** The host has the namespaces that isolate. */
  NAMESPACE("sandbox-namespace"),
  /** A new /proc can be mounted where the build runs. */
  PROC("sandbox-proc"),
  /** There are ids on the host that belong to nobody else. */
  SUBORDINATE_IDS("sandbox-subordinate-ids"),
  /** The build does not run as the host's root. */
  BUILD_IDS("sandbox-build-ids"),
  /** Capabilities only go to the root user of a user namespace. */
  CAPABILITIES("sandbox-capabilities"),
  /** The host is of the kind that the request asks for, or emulates it. */
  SYSTEM("sandbox-system"),
  /** The host has the memory that the request asks for, and the limits leave it. */
  MEMORY("sandbox-memory"),
  /** There is a shell where one is asked for. */
  SHELL("sandbox-shell"),
  /** There is a first process for the processor. */
  INIT("sandbox-init"),
  /** Nothing is mounted where something else is, or into the kernel's file systems. */
  PLACE("sandbox-place"),
  /** A writable folder can be laid over one that is not. */
  OVERLAY("sandbox-overlay"),
  /** What the root file system holds is known. */
  ROOT_FS("sandbox-root-fs"),
  /** The build may open the devices that the request names. */
  DEVICE("sandbox-device"),
  /** Limits are set through control groups. */
  LIMITS("sandbox-limits"),
  /** The host can give the build the network that it asks for. */
  NETWORK("sandbox-network"),
  /** The host has the files that name resolution needs. */
  RESOLVER("sandbox-resolver"),
  /** The system call filter names the processor's architecture. */
  SECCOMP("sandbox-seccomp");

  private final String id;

  SandboxRule(String id) {
    this.id = id;
  }

  /** {@return the id that stands in findings, for instance {@code sandbox-place}} */
  public String id() {
    return id;
  }

  Finding refuse(String pointer, String message, String advice) {
    return Finding.must(id, pointer, message).withSuggestion(advice);
  }

  Finding remark(Level level, String pointer, String message) {
    return Finding.of(id, level, pointer, message);
  }
}
