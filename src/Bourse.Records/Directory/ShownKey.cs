namespace Bourse.Records;

/// <summary>A key with its secret, which is known only now.</summary>
/// <param name="Text">All of it, as a program sends it; empty where none was made.</param>
public readonly record struct ShownKey(DirectoryAnswer Answer, KnownKey? Key, string Text);
