package dev.ocispec.sandbox;

import org.immutables.value.Value;

/** What Immutables makes {@link SandboxLimits} of: the members' bounds. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class SandboxLimitsValue implements SandboxLimits {
  @Override
  @Value.Default
  public boolean sharedMemoryExec() {
    return false;
  }

  @Value.Check
  void check() {
    atLeast("memory", 1, memory().orElse(1));
    atLeast("processes", 1, processes());
    atLeast("cpuMillis", 10, cpuMillis().orElse(10));
    atLeast("temporarySpace", 4096, temporarySpace());
    atLeast("sharedMemory", 4096, sharedMemory());
    atLeast("openFiles", 16, openFiles());
    atLeast("disk", 4096, disk().orElse(4096));
    atLeast("diskFiles", 1, diskFiles().orElse(1));
    atLeast("outputBytes", 0, outputBytes().orElse(0));
    atLeast("logBytes", 0, logBytes().orElse(0));
  }

  private static void atLeast(String name, long least, long found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "expected " + name + " of at least " + least + ", found " + found);
    }
  }
}
