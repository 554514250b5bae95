package dev.ocispec.rule.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.rule.Node;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A place where nothing stands. Rules ask for many such places, so that it is small.
 *
 * @param around the object, list or value that has no such member
 * @param key the member's name
 */
record AbsentNode(Node around, String key) implements Node {
  /** The innermost place around this one where something stands. */
  TreeNode standing() {
    Node node = around;
    while (node instanceof AbsentNode absent) {
      node = absent.around;
    }
    return (TreeNode) node;
  }

  @Override
  public boolean isPresent() {
    return false;
  }

  @Override
  public boolean isAbsent() {
    return true;
  }

  @Override
  public String pointer() {
    return around.pointer() + "/" + JsonPointer.escape(key);
  }

  @Override
  public Node get(String name) {
    return new AbsentNode(this, name);
  }

  @Override
  public List<Node> elements() {
    return List.of();
  }

  @Override
  public List<Node> members() {
    return List.of();
  }

  @Override
  public Optional<String> asText() {
    return Optional.empty();
  }

  @Override
  public boolean is(String text) {
    return false;
  }

  @Override
  public OptionalLong asLong() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<BigInteger> asInteger() {
    return Optional.empty();
  }

  @Override
  public boolean isTrue() {
    return false;
  }

  @Override
  public boolean isFalse() {
    return false;
  }
}
