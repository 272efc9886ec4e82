namespace Bourse.Feeds.Registry;

/// <summary>A mistake in the registry of venues.</summary>
/// <param name="Line">Of the file, from 1; 0 where it is not in the file: in the environment, or the file cannot be read.</param>
/// <param name="Reason">For people: what is wrong, and what would be right.</param>
public readonly record struct RegistryFault(int Line, string Reason)
{
    public override string ToString() => Line == 0 ? Reason : $"line {Line}: {Reason}";
}
