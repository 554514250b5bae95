package dev.ocispec.runtime;

import dev.ocispec.spec.JsonValue;
import dev.ocispec.state.ContainerState;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One container in a runtime's list.
 *
 * @param id the container
 * @param status where it is in its life
 * @param pid its process on the host; empty when it has none
 * @param bundle the folder that it was made from
 * @param created when it was made, in the runtime's format (RFC 3339); empty when not reported
 * @param owner the name of the user whose container it is; empty when not reported
 * @param annotations the annotations of its configuration; empty when not reported
 * @param json all that the runtime says
 */
public record ContainerSummary(
    String id,
    ContainerState status,
    OptionalLong pid,
    Path bundle,
    Optional<String> created,
    Optional<String> owner,
    Map<String, String> annotations,
    JsonValue json) {

  /**
   * Copies the map.
   *
   * @param id the container
   * @param status where it is in its life
   * @param pid its process on the host; empty when it has none
   * @param bundle the folder that it was made from
   * @param created when it was made, in the runtime's format (RFC 3339); empty when not reported
   * @param owner the name of the user whose container it is; empty when not reported
   * @param annotations the annotations of its configuration; empty when not reported
   * @param json all that the runtime says
   */
  public ContainerSummary {
    annotations = Map.copyOf(annotations);
  }
}
