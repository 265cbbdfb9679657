Console.WriteLine("FaceMorph");
