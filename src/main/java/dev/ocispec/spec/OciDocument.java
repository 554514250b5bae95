package dev.ocispec.spec;

/**
 * An object that is a document of its own: a configuration, a state, a features or a process state
 * document.
 */
public interface OciDocument extends OciObject {}
