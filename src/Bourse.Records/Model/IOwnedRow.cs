namespace Bourse.Records;

/// <summary>A row that belongs to a user.</summary>
public interface IOwnedRow
{
    public long Id { get; }

    public string User { get; }
}
