namespace Bourse.Matching;

/// <summary>
/// A sink whose events carry the number of the command that caused them: <see cref="EventWriter"/>,
/// <see cref="DepthEventWriter"/>.
/// </summary>
public interface ISequencedSink : IBookSink
{
    /// <summary>The caller's number of the command at hand, set before it.</summary>
    public ulong Sequence { get; set; }
}
