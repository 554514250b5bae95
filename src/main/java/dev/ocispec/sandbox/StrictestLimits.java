package dev.ocispec.sandbox;

import dev.ocispec.request.BuildLimits;
import java.util.OptionalLong;

/** The stricter one of the sandbox's and the request's limit, for each of them. */
final class StrictestLimits {
  private StrictestLimits() {}

  static SandboxLimits of(SandboxLimits sandbox, BuildLimits request) {
    return ImmutableSandboxLimits.builder()
        .memory(least(sandbox.memory(), request.memory()))
        .processes(least(sandbox.processes(), request.processes()))
        .cpuMillis(least(sandbox.cpuMillis(), request.cpuMillis()))
        .openFiles(least(sandbox.openFiles(), request.openFiles()))
        .temporarySpace(least(sandbox.temporarySpace(), request.temporarySpace()))
        .sharedMemory(least(sandbox.sharedMemory(), request.sharedMemory()))
        .sharedMemoryExec(sandbox.sharedMemoryExec())
        .disk(least(sandbox.disk(), request.disk()))
        .diskFiles(least(sandbox.diskFiles(), request.diskFiles()))
        .outputBytes(least(sandbox.outputBytes(), request.outputBytes()))
        .logBytes(least(sandbox.logBytes(), request.logBytes()))
        .build();
  }

  private static long least(long one, OptionalLong other) {
    return Math.min(one, other.orElse(one));
  }

  private static OptionalLong least(OptionalLong one, OptionalLong other) {
    return one.isPresent() ? OptionalLong.of(least(one.getAsLong(), other)) : other;
  }
}
