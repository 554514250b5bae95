package dev.ocispec.remote;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import dev.ocispec.remote.protocol.internal.POSIXResourceUsage;
import dev.ocispec.remote.protocol.internal.RunResponse;
import dev.ocispec.runtime.Signal;
import dev.ocispec.service.BuildUsage;
import dev.ocispec.service.InPlaceResult;

/** What an action used, in the words of Buildbarn. */
final class ActionUsage {
  private static final int BLOCK = 512;

  private ActionUsage() {}

  static RunResponse response(int exitCode, InPlaceResult result) {
    POSIXResourceUsage.Builder usage = POSIXResourceUsage.newBuilder();
    result.usage().ifPresent(used -> set(usage, used));
    result.signal().map(ActionUsage::name).ifPresent(usage::setTerminationSignal);
    return RunResponse.newBuilder()
        .setExitCode(exitCode)
        .addResourceUsage(Any.pack(usage.build()))
        .build();
  }

  /** What the kernel did not tell stays 0, as in every message of this kind. */
  private static void set(POSIXResourceUsage.Builder usage, BuildUsage used) {
    used.user().map(ActionUsage::duration).ifPresent(usage::setUserTime);
    used.system().map(ActionUsage::duration).ifPresent(usage::setSystemTime);
    used.maxMemory().ifPresent(usage::setMaximumResidentSetSize);
    used.bytesRead().ifPresent(bytes -> usage.setBlockInputOperations(bytes / BLOCK));
    used.bytesWritten().ifPresent(bytes -> usage.setBlockOutputOperations(bytes / BLOCK));
  }

  private static Duration duration(java.time.Duration time) {
    return Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano()).build();
  }

  /** {@code KILL} for {@code SIGKILL}. */
  private static String name(Signal signal) {
    String name = signal.toString();
    return name.startsWith("SIG") ? name.substring("SIG".length()) : name;
  }
}
