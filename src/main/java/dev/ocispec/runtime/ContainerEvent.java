package dev.ocispec.runtime;

import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Unsigned64;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An event that a runtime reports about a container.
 *
 * @param type {@code stats}, {@code oom} or what else the runtime knows
 * @param id the container
 * @param data the event's data, an object whose members differ from runtime to runtime and with the
 *     version of cgroups; null when there is nothing
 */
public record ContainerEvent(String type, String id, JsonValue data) {

  /** {@return CPU time that the container has used, in nanoseconds; empty when not reported} */
  public Optional<Unsigned64> cpuNanos() {
    return number("cpu", "usage", "total");
  }

  /** {@return memory that the container uses, in bytes; empty when not reported} */
  public Optional<Unsigned64> memoryBytes() {
    return number("memory", "usage", "usage");
  }

  /**
   * {@return the container's limit of memory, in bytes, very large when there is none; empty when
   * it is not reported}
   */
  public Optional<Unsigned64> memoryLimitBytes() {
    return number("memory", "usage", "limit");
  }

  /** {@return how many tasks the container has; empty when not reported} */
  public Optional<Unsigned64> pids() {
    return number("pids", "current");
  }

  /**
   * {@return the whole number at that place of {@link #data()}; empty when there is none}
   *
   * @param path the names of members, from the outermost on
   */
  public Optional<Unsigned64> number(String... path) {
    JsonValue value = data;
    for (String name : path) {
      value = value.members().getOrDefault(name, JsonValue.NULL);
    }
    return value.kind() == JsonValue.Kind.INTEGER
        ? value
            .asNumber()
            .map(BigInteger::new)
            .filter(number -> number.signum() >= 0)
            .map(Unsigned64::of)
        : Optional.empty();
  }
}
