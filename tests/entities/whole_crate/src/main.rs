mod broken;
mod db;
mod domain;
mod conversions;
mod shop;
mod legacy;

fn main() {
    println!("nobody reads this");
}
