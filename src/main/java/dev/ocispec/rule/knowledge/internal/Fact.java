package dev.ocispec.rule.knowledge.internal;

import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;

/**
 * Something that is known of one entry of a document.
 *
 * @param weight how much it counts
 * @param topic what it is about
 * @param text the fact as a clause, without its first letter in upper case and without full stop
 */
public record Fact(Weight weight, Topic topic, String text) {}
