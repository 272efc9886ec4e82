using Bourse.Records;

namespace Bourse.Gateway.Watching;

/// <summary>How many alerts of each kind have fired since the start. One writer, any reader.</summary>
public sealed class FiringCounts
{
    private static readonly AlertKind[] Kinds = Enum.GetValues<AlertKind>();

    private readonly long[] _counts = new long[(int)Kinds[^1] + 1];

    /// <summary>Each kind's name, as in JSON, and its count.</summary>
    public IEnumerable<(string Kind, long Count)> All =>
        Kinds.Select(kind => (AlertWords.Of(kind), Volatile.Read(ref _counts[(int)kind])));

    internal void Count(IReadOnlyList<AlertFiring> fired)
    {
        foreach (var firing in fired)
            Volatile.Write(ref _counts[(int)firing.Kind], _counts[(int)firing.Kind] + 1);
    }
}
