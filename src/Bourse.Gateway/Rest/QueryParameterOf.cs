namespace Bourse.Gateway.Rest;

/// <summary>A query parameter with the type that its text is read as.</summary>
/// <param name="Expected">What a value must be, as the end of a sentence: "a whole number from 1 to 10000".</param>
internal sealed record QueryParameter<T>(string Name, string Description, string Expected)
    : QueryParameter(Name, Description)
{
    /// <summary>Reads the text; false when it is not what is expected.</summary>
    public delegate bool Reader(ReadOnlySpan<char> text, out T value);

    public required Reader TryRead { get; init; }
}
