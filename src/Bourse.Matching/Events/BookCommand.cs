namespace Bourse.Matching;

/// <summary>What was asked of a book.</summary>
public enum BookCommand : byte
{
    New = 0,
    Cancel = 1,
    Replace = 2,
}
