package dev.ocispec.spec;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The content of an object that its typed view can't express, by member name: members unknown to
 * the specification, and an explicit {@code null}, {@code []} or <code>{}</code> that the typed
 * view can't tell from an absent member.
 *
 * <p>It is written back and is part of equality, so that nothing is lost between reading and
 * writing.
 */
public final class Residue implements JacksonScalar {
  private static final Residue EMPTY = new Residue(Map.of());

  private final Map<String, JsonValue> members;

  private Residue(Map<String, JsonValue> members) {
    this.members = members;
  }

  /** {@return the empty residue, as of every value that was built rather than read} */
  public static Residue empty() {
    return EMPTY;
  }

  /**
   * {@return these members; copied}
   *
   * @param members the members by name
   */
  public static Residue of(Map<String, JsonValue> members) {
    return members.isEmpty()
        ? EMPTY
        : new Residue(Collections.unmodifiableMap(new TreeMap<>(members)));
  }

  /** {@return whether there are no members} */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** {@return the members, ordered by name} */
  public Map<String, JsonValue> members() {
    return members;
  }

  /**
   * {@return the value of {@code name}; empty when the residue has no such member}
   *
   * @param name a member's name
   */
  public Optional<JsonValue> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Residue that && that.members.equals(members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** The members as compact JSON. */
  @Override
  public String toString() {
    return JsonValue.object(members).toString();
  }
}
